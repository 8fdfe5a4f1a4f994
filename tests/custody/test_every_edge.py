"""Every edge of the model once over HTTP: one entry in the trail each, one holder."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from safeguard.cases.commands.recording import suspect_image
from safeguard.custody.commands import ending, handing_over, sealing
from safeguard.custody.permissions import Act
from safeguard.custody.states import GONE, ItemState, Move, Standing, moved
from safeguard.evidence.permissions.standing import is_stopped
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.trail.entries import read_leaf
from school.trail.models import TrailLeaf
from tests.cases import worked
from tests.custody import held
from tests.custody.test_walk import ANNE, BEN, Edge, begun, walk
from tests.factories.world import World
from tests.visitors import Visitor, visit

WORDS = "Said in whole words, so that it can be read years later."
# Who Anne and Ben are: both may do everything but what is the DSL's alone.
PEOPLE = {ANNE: "dsl", BEN: "deputy_dsl"}
STORES = {"safe": held.SAFE, "drawer": held.DRAWER}
VERBS: dict[Move, tuple[str, str, Act]] = {
    Move.SEAL: ("seal_item", "seal", Act.SEAL_ITEM),
    Move.BREAK: ("break_seal", "seal/break", Act.BREAK_SEAL),
    Move.STORE: ("store_item", "store", Act.STORE_ITEM),
    Move.OFFER: ("offer_item", "offer", Act.OFFER_ITEM),
    Move.ACCEPT: ("accept_item", "accept", Act.ACCEPT_ITEM),
    Move.DECLINE: ("decline_item", "decline", Act.DECLINE_ITEM),
    Move.WITHDRAW: ("withdraw_item", "withdraw", Act.WITHDRAW_ITEM),
    Move.TAKE_CHARGE: ("take_charge", "take-charge", Act.TAKE_CHARGE),
    Move.HOLD: ("hold_item", "hold", Act.HOLD_ITEM),
    Move.LIFT: ("lift_hold", "hold/lift", Act.LIFT_HOLD),
    Move.DECIDE: ("decide_item", "decide", Act.DECIDE_ITEM),
    Move.RETAIN: ("retain_item", "retain", Act.RETAIN_ITEM),
    Move.RELEASE: ("release_item", "release", Act.RELEASE_ITEM),
    Move.RETURN_TO_PARENT: ("return_item", "return", Act.RETURN_ITEM),
    Move.RETURN_TO_PUPIL: ("return_item", "return", Act.RETURN_ITEM),
    Move.HAND_TO_POLICE: ("hand_to_police", "hand-to-police", Act.HAND_TO_POLICE),
    Move.PROPOSE_DISPOSAL: (
        "propose_disposal",
        "dispose/propose",
        Act.PROPOSE_DISPOSAL,
    ),
    Move.DISPOSE: ("dispose_item", "dispose", Act.DISPOSE_ITEM),
}
ROOMS = (sealing, handing_over, ending)
TO = object()
# What is said with a move; `TO` stands for whom or what it names.
FIELDS: dict[Move, dict[str, Any]] = {
    Move.SEAL: {},
    Move.BREAK: {"how": "opened", "why": WORDS},
    Move.STORE: {"store_ref": TO},
    Move.OFFER: {"to_ref": TO, "purpose": WORDS},
    Move.HOLD: {"asked_by": WORDS},
    Move.DECIDE: {"outcome": TO, "reason": WORDS},
    Move.RETURN_TO_PARENT: {"way": "parent", "taken_by": WORDS, "journey": "adult"},
    Move.RETURN_TO_PUPIL: {"way": "pupil", "taken_by": WORDS, "journey": "adult"},
    Move.HAND_TO_POLICE: {"officer": WORDS, "force": WORDS, "receipt": "NS 1"},
    Move.PROPOSE_DISPOSAL: {"method": "destroyed", "reason": WORDS, "second_ref": TO},
}
SAID: dict[Move, Callable[..., Any]] = {
    Move.SEAL: held.numbers,
    Move.BREAK: sealing.BrokenSeal,
    Move.STORE: sealing.Placing,
    Move.OFFER: handing_over.NewOffer,
    Move.HOLD: sealing.NewHold,
    **dict.fromkeys((Move.LIFT, Move.RETAIN, Move.RELEASE), sealing.Reason),
    Move.DECIDE: ending.ItemDecision,
    Move.RETURN_TO_PARENT: ending.Return,
    Move.RETURN_TO_PUPIL: ending.Return,
    Move.HAND_TO_POLICE: ending.ToPolice,
    Move.PROPOSE_DISPOSAL: ending.NewDisposal,
    Move.TAKE_CHARGE: handing_over.Charge,
}
# Edges that are alike: from which state, by which move, to which state.
Kind = tuple[ItemState, Move, ItemState]


def kind_of(edge: Edge) -> Kind:
    before, move, _, after = edge
    return before.state, move, after.state


@cache
def shortest_ways(kind: str) -> dict[Standing, list[tuple[Move, str | None]]]:
    """To each state the moves that lead there from the seizing."""
    start = begun(kind)
    _, edges = walk(start)
    onward: dict[Standing, list[Edge]] = {}
    for edge in edges:
        onward.setdefault(edge[0], []).append(edge)
    found: dict[Standing, list[tuple[Move, str | None]]] = {start: []}
    waiting = deque([start])
    while waiting:
        now = waiting.popleft()
        for _, move, to, after in onward.get(now, []):
            # Charge is taken by clocks, which the way there leaves alone.
            if after not in found and move is not Move.TAKE_CHARGE:
                found[after] = [*found[now], (move, to)]
                waiting.append(after)
    return found


def edges_to_try() -> dict[str, list[Edge]]:
    """One edge of each kind that a page can make, the one that is reached first: of a
    phone; what is particular to a vape; and to a banned item on a stopped record, all
    its ways out of the school included.
    """
    seen: set[Kind] = set()
    found: dict[str, list[Edge]] = {}
    for kind, stopped in (("phone", False), ("vape", False), ("rule_item", True)):
        ways = shortest_ways(kind)
        reached = [e for e in walk(begun(kind))[1] if e[0] in ways and e[1] in VERBS]
        reached = [e for e in reached if e[0].stopped is stopped and _can_be_staged(e)]
        here: dict[Kind, Edge] = {}
        for edge in sorted(reached, key=lambda each: len(ways[each[0]])):
            if kind_of(edge) not in seen or (stopped and edge[3].state in GONE):
                here.setdefault(kind_of(edge), edge)
        seen |= set(here)
        found[kind] = list(here.values())
    return found


def _can_be_staged(edge: Edge) -> bool:
    """Charge is taken of what is late: what waits for the police is not (no clock).
    Into the store in which it lies already nothing is put.
    """
    before, move, to, _ = edge
    if move is Move.STORE and before.store == to:
        return False
    if move is Move.TAKE_CHARGE:
        return not before.on_hold and before.state != "retained_as_evidence"
    return True


class Stage:
    """A world in which an item is brought where an edge begins."""

    def __init__(self, app: Flask, world: World) -> None:
        self.world = world
        self._visitors = {
            who: visit(app, world, name, reason="walking every edge")
            for who, name in PEOPLE.items()
        }
        self._stores = {each: held.store(world, name) for each, name in STORES.items()}

    def actor(self, who: str) -> Actor:
        return self.world.acting(PEOPLE[who], reason="walking every edge")

    def visitor(self, who: str) -> Visitor:
        return self._visitors[who]

    def bring(self, kind: str, edge: Edge) -> str:
        """An item that stands where the edge begins."""
        case = worked.opened(self.world, "ellis") if edge[0].stopped else None
        item = held.seized(self.world, PEOPLE[ANNE], kind=kind, origin_ref=case)
        now = begun(kind)
        for move, to in shortest_ways(kind)[edge[0]]:
            if move is Move.STOP:
                suspect_image(self.actor(ANNE), case)
            else:
                verb = VERBS[move][0]
                act = next(filter(None, (getattr(room, verb, None) for room in ROOMS)))
                act(self.actor(who_does(now, move)), item, self.said(move, to))
            after = moved(now, move, to)
            assert after
            now = after
        assert is_stopped(item) is edge[0].stopped
        return item

    def said(self, move: Move, to: str | None) -> Any:
        """What the act is given: the dataclass of its form."""
        fields = FIELDS.get(move, {"words": WORDS})
        given = {
            name: self._meant(to) if value is TO else value
            for name, value in fields.items()
        }
        return SAID.get(move, handing_over.Answer)(**given)

    def fields(self, move: Move, to: str | None) -> dict[str, str]:
        """The same as a browser sends it: numbers of a seal are new each time."""
        given: dict[str, Any] = vars(self.said(move, to))
        return {name: str(value) for name, value in given.items() if value is not None}

    def _meant(self, to: str | None) -> str:
        """The reference of a person or a store; a decision stands for itself."""
        if to in PEOPLE:
            return self.world[PEOPLE[str(to)]]
        return self._stores.get(str(to), str(to))


def who_does(now: Standing, move: Move) -> str:
    """Who makes a move: whoever has it, or whom they asked."""
    if move in {Move.ACCEPT, Move.DECLINE, Move.DISPOSE}:
        return str(now.offered_to)
    if move is Move.TAKE_CHARGE:
        return BEN if now.holder == ANNE else ANNE
    return str(now.holder)


def send(stage: Stage, item: str, edge: Edge) -> list[str]:
    """Make the move in a browser; the acts that its sending left in the trail."""
    before, move, to, _ = edge
    visitor = stage.visitor(who_does(before, move))
    path = f"/custody/{spoken(item)}/{VERBS[move][1]}"
    hidden = visitor.hidden_fields(path)
    begun_at = newest(stage.world.birch)
    came = visitor.post(path, data={**hidden, **stage.fields(move, to)})
    assert came.status_code == 303, (edge, came.text.partition("summary")[2][:400])
    return acts_after(stage.world.birch, begun_at)


def newest(log_ref: str) -> int:
    """The place of a log's newest entry."""
    asked = select(func.max(TrailLeaf.seq)).where(TrailLeaf.log_ref == log_ref)
    return db.session.scalars(asked).one()


def acts_after(log_ref: str, seq: int) -> list[str]:
    """The acts of a log, from a place onward."""
    asked = select(TrailLeaf.leaf).where(
        TrailLeaf.log_ref == log_ref, TrailLeaf.seq > seq
    )
    return [read_leaf(leaf).action for leaf in db.session.scalars(asked)]


EDGES = edges_to_try()
COUNTS = {"phone": 64, "vape": 8, "rule_item": 20}


def test_as_many_edges_as_are_written_down() -> None:
    assert {kind: len(edges) for kind, edges in EDGES.items()} == COUNTS


@pytest.mark.parametrize("kind", EDGES)
def test_every_edge_once_over_http_leaves_one_entry_and_one_holder(
    app: Flask, world: World, in_term: None, kind: str
) -> None:
    stage = Stage(app, world)
    for edge in EDGES[kind]:
        item = stage.bring(kind, edge)
        if edge[1] is Move.TAKE_CHARGE:
            # Of what is kept too long; the people come in again a week later.
            with clock.moved_on(timedelta(days=7)):
                found = send(Stage(app, world), item, edge)
        else:
            found = send(stage, item, edge)
        assert found == [VERBS[edge[1]][2].value], edge
        must_stand(world, item, edge[3])


def must_stand(world: World, item: str, after: Standing) -> None:
    """The row and its chain say what the model says, with one holder."""
    row, links = held.row(item), held.chain(item)
    stands = (row.state, row.sealing, row.offer)
    assert stands == (after.state, after.sealing, after.offer)
    holder = world[PEOPLE[after.holder]] if after.holder else None
    assert (row.holder_ref, row.held_by) == (holder, after.held_by)
    assert [each.number for each in links] == list(range(1, len(links) + 1))
    assert (links[-1].holder_ref, links[-1].held_by) == (holder, after.held_by)
