"""Searches: who is on the list, and the beats of a search, step by step."""

from collections.abc import Callable
from datetime import timedelta

from safeguard.demo.cast import Cast
from safeguard.demo.scene import Scene
from safeguard.guidance import searches
from safeguard.searches.commands.authorising import (
    NewAuthorisation,
    NewRules,
    authorise_searcher,
    set_search_rules,
)
from safeguard.searches.commands.conducting import (
    Conduct,
    Present,
    Sexes,
    conduct_search,
)
from safeguard.searches.commands.finishing import (
    Finding,
    ParentsTold,
    inform_parents,
    record_finding,
)
from safeguard.searches.commands.preparing import (
    Cooperation,
    Explanation,
    explain_search,
    record_cooperation,
)
from safeguard.searches.commands.reviewing import (
    Review,
    Words,
    close_search,
    review_deviations,
    review_search,
)
from safeguard.searches.commands.starting import NewSearch, Why, start_search
from safeguard.searches.commands.weighing import (
    Advice,
    Urgency,
    assess_urgency,
    check_authority,
    give_advice,
    request_advice,
)
from school.foundation import clock

YEAR = timedelta(days=364)
TRAINED = timedelta(days=40)
# Whom each head puts on the list, for what; training of the last is overdue.
LISTED = {
    "catrin.howells": ("daniel.roche", "tom.pellow", "nasreen.qadir"),
    "victor.lisle": ("greta.sorley",),
}
LONG_AGO = {"nasreen.qadir": timedelta(days=900)}
NAMED = ("phone", "vape")


def put_on_the_list(cast: Cast) -> None:
    """The heads authorise some of their staff, and say what the rules name."""
    scopes = tuple(each.code for each in searches.scopes)
    today = clock.today()
    for head, people in LISTED.items():
        actor = cast.acting(head)
        title = "Behaviour policy of this school year"
        set_search_rules(actor, NewRules(title, NAMED, today))
        for name in people:
            trained = today - LONG_AGO.get(name, TRAINED)
            person = cast.people[name]
            new = NewAuthorisation(person, scopes, today, today + YEAR, trained)
            authorise_searcher(actor, new)


def _ref(scene: Scene) -> str:
    return scene.thread.records[scene.told["key"]]


def _start(scene: Scene) -> None:
    told, thread = scene.told, scene.thread
    why = Why(tuple(told["grounds"]), told["facts"], told["looked_for"])
    new = NewSearch(
        scene.child(),
        told["item"],
        why,
        place_words=told["place"],
        device=told.get("device", False),
        origin_ref=thread.concern_ref,
    )
    thread.records[told["key"]] = start_search(scene.cast.acting(told["by"]), new)


def _weigh(scene: Scene) -> None:
    said = Urgency(scene.told["urgent"], scene.told["risk"])
    assess_urgency(scene.cast.acting(scene.told["by"]), _ref(scene), said)
    if not scene.told["urgent"]:
        request_advice(scene.cast.acting(scene.told["by"]), _ref(scene))


def _advise(scene: Scene) -> None:
    told = scene.told
    adviser = scene.cast.acting_for(told["by"], scene.thread.school)
    give_advice(adviser, _ref(scene), Advice(told["answer"], told["words"]))


def _prepare(scene: Scene) -> None:
    """Authority, explanation, co-operation: one after the other in a few minutes."""
    actor, told = scene.cast.acting(scene.told["by"]), scene.told
    check_authority(actor, _ref(scene))
    all_three = tuple(each.code for each in searches.tellings)
    said = Explanation(all_three, told.get("questions", ""), told.get("helped", ""))
    explain_search(actor, _ref(scene), said)
    willing = told.get("willing", True)
    causes = tuple(told.get("causes", ()))
    words = told.get("words", "")
    record_cooperation(actor, _ref(scene), Cooperation(willing, causes, words))


def _conduct(scene: Scene) -> None:
    told, people = scene.told, scene.cast.people
    done = Conduct(
        present=Present(witness_ref=people.get(told.get("witness", ""))),
        sexes=Sexes(*told["sexes"]),
        exception=told.get("exception", "none"),
        exception_reason=told.get("reason", ""),
        out_of_sight=told.get("out_of_sight", True),
        extents=tuple(told["extents"]),
    )
    conduct_search(scene.cast.acting(told["by"]), _ref(scene), done)


def _find(scene: Scene) -> None:
    told = scene.told
    found = Finding(
        image=False if told.get("device") else None,
        found="what" in told,
        what=told.get("what", ""),
        follow_up=told.get("follow_up", ""),
        account=told.get("account", ""),
    )
    record_finding(scene.cast.acting(told["by"]), _ref(scene), found)


def _parents(scene: Scene) -> None:
    told = scene.told
    new = ParentsTold("told", told["who"], told["contact"], response=told["said"])
    inform_parents(scene.cast.acting(told["by"]), _ref(scene), new)


def _review(scene: Scene) -> None:
    told = scene.told
    new = Review(told["help"], told["exploited"], told["words"])
    review_search(scene.lead, _ref(scene), new)


def _answer(scene: Scene) -> None:
    review_deviations(scene.lead, _ref(scene), Words(scene.told["words"]))


def _close(scene: Scene) -> None:
    close_search(scene.lead, _ref(scene))


BEATS: dict[str, Callable[[Scene], None]] = {
    "search": _start,
    "search_weigh": _weigh,
    "search_advise": _advise,
    "search_prepare": _prepare,
    "search_conduct": _conduct,
    "search_find": _find,
    "search_parents": _parents,
    "search_review": _review,
    "search_answer": _answer,
    "search_close": _close,
}
