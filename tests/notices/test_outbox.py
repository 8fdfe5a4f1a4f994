"""The outbox: mails go at least once, wait longer each time, and never fail an act."""

import dataclasses
import stat
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import insert, select

from safeguard.config import Settings
from safeguard.installation.outbox import (
    Postman,
    carrier_of,
    claim_mail,
    empty_outbox,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.notices import OutboxDelivery, OutboxMail
from school.notices.deliver import LONGEST_WAIT, MOST_TRIES, Folder, Smtp, due_mails
from tests.cases.raised import raised
from tests.factories.world import TUESDAY, World
from tests.gate.workbench import at_once
from tests.notices.mail_server import listening
from tests.trail.reading import entries

pytestmark = pytest.mark.both_engines


class Kept:
    """A carrier that keeps what it is given, or fails each time."""

    def __init__(self, *, fails: bool = False) -> None:
        self.mails: list[EmailMessage] = []
        self.fails = fails

    def carry(self, mail: EmailMessage) -> None:
        if self.fails:
            raise ConnectionRefusedError("nobody there")
        self.mails.append(mail)


def test_whoever_must_act_gets_a_mail_that_says_nothing(
    world: World, settings: Settings
) -> None:
    """A concern was raised: the DSL's mail says that an item waits, once."""
    raised(world, "teacher", "ellis")
    carrier = Kept()

    went = empty_outbox(settings, carrier)

    assert went == len(carrier.mails) > 0
    to_dsl = [mail for mail in carrier.mails if "ruth.adeyemi" in mail["To"]]
    assert len(to_dsl) == 1
    assert not any(
        word in mail.as_string()
        for mail in carrier.mails
        for word in ("Ellis", "Thornbury", "Okafor", "concern")
    )
    assert empty_outbox(settings, carrier) == 0


def test_a_mail_that_could_not_go_is_tried_again_after_waits_that_double(
    world: World, settings: Settings
) -> None:
    """At once, after a minute, after two more, then four; and at last it goes."""
    raised(world, "teacher", "ellis")
    deaf, carrier = Kept(fails=True), Kept()
    waiting = len(due_mails())

    for minutes, due in (
        (0, waiting),
        (0.5, 0),
        (1.1, waiting),
        (2, 0),
        (3.2, waiting),
    ):
        with clock.standing_at(TUESDAY + timedelta(minutes=minutes)):
            assert len(due_mails()) == due
            empty_outbox(settings, deaf)
    with clock.standing_at(TUESDAY + timedelta(minutes=8)):
        assert empty_outbox(settings, carrier) == waiting


def test_it_is_given_up_after_many_tries(world: World, settings: Settings) -> None:
    """After about three days nobody is mailed about it any more."""
    raised(world, "teacher", "ellis")
    deaf = Kept(fails=True)
    at = TUESDAY
    for _ in range(MOST_TRIES):
        at += LONGEST_WAIT
        with clock.standing_at(at):
            assert due_mails()
            empty_outbox(settings, deaf)

    with clock.standing_at(at + LONGEST_WAIT):
        assert not due_mails()


def test_whoever_has_no_address_holds_up_nobody(
    world: World, settings: Settings
) -> None:
    """A mail to somebody without one stays; those after it go."""
    engine = owning_engine(settings.owner_url)
    to_nobody = {
        "ref": "0" * 16,
        "school_ref": world.birch,
        "person_ref": world["maya"],
        "kind": "waits",
        "made_at": TUESDAY - timedelta(hours=1),
    }
    with engine.begin() as connection:
        connection.execute(insert(OutboxMail), [to_nobody])
    engine.dispose()
    raised(world, "teacher", "ellis")
    waiting = len(due_mails())

    assert empty_outbox(settings, Kept()) == waiting - 1


def test_sending_leaves_no_entry_in_the_trail(world: World, settings: Settings) -> None:
    """That a mail went is house-keeping; the act that caused it stands there."""
    raised(world, "teacher", "ellis")
    before = len(entries(world.birch))

    empty_outbox(settings, Kept())

    assert len(entries(world.birch)) == before
    assert db.session.scalars(select(OutboxDelivery)).first()


def test_two_workers_do_not_carry_the_same_mail(app: Flask, world: World) -> None:
    """Whoever claims it first carries it; the other leaves it alone."""
    raised(world, "teacher", "ellis")
    mail = due_mails()[0]
    post = Actor.system("post", world.birch, world.trust)

    with clock.standing_at(TUESDAY):
        claims = at_once(app, *[lambda: claim_mail(post, mail.ref)] * 4)

    assert sorted(claims, key=str) == [False, False, False, True]


def test_a_round_that_fails_is_not_the_last(
    app: Flask, world: World, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong, the postman goes round again; the log has the kind alone."""

    class Broken:
        def carry(self, mail: EmailMessage) -> None:
            raise RuntimeError(f"could not read {mail['To']}")

    raised(world, "teacher", "ellis")
    db.session.remove()
    postman = Postman(app, settings, Broken())

    assert postman.go_round() == 0
    assert "RuntimeError" in caplog.text
    assert "adeyemi" not in caplog.text


def test_the_demonstrations_mails_lie_in_a_folder(
    world: World, settings: Settings
) -> None:
    """One file each, that only the owner reads, named by its random id."""
    raised(world, "teacher", "ellis")
    carrier = carrier_of(settings)
    assert isinstance(carrier, Folder)

    went = empty_outbox(settings, carrier)

    files = list(carrier.path.iterdir())
    assert len(files) == went > 0
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert all(len(file.stem) == 16 for file in files)


def test_the_schools_mail_server_is_given_the_mail(
    world: World, settings: Settings
) -> None:
    """By SMTP, and again later when it says that it cannot now."""
    raised(world, "teacher", "ellis")
    with listening(refuses=True) as full:
        busy = dataclasses.replace(settings, smtp_host="127.0.0.1", smtp_port=full.port)
        carrier = carrier_of(busy)
        assert isinstance(carrier, Smtp)
        assert empty_outbox(busy, carrier) == 0
        assert full.taken == []

    with (
        clock.standing_at(TUESDAY + timedelta(minutes=2)),
        listening() as server,
    ):
        open_ = dataclasses.replace(
            settings, smtp_host="127.0.0.1", smtp_port=server.port
        )
        carrier = carrier_of(open_)
        assert carrier
        assert empty_outbox(open_, carrier) == len(server.taken) > 0
        assert all("An item" in mail for mail in server.taken)


def test_a_mail_server_elsewhere_is_spoken_to_by_tls_alone(
    world: World, settings: Settings
) -> None:
    """A server that offers no TLS gets nothing: who is told is nobody's business."""
    raised(world, "teacher", "ellis")
    with listening() as server:
        # Written so, it is no name of this machine that the carrier knows.
        carrier = Smtp("LocalHost", server.port)
        assert empty_outbox(settings, carrier) == 0
    assert b"EHLO" in server.heard
    assert not {b"MAIL", b"RCPT", b"DATA"}.intersection(server.heard)
    assert server.taken == []


def test_without_a_mail_server_nobody_carries(settings: Settings) -> None:
    """Then no mail is sent, and notices on the home page do without."""
    assert carrier_of(dataclasses.replace(settings, mail_dir=None)) is None
