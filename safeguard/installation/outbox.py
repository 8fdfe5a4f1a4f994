"""The thread that empties the outbox and sweeps: no act fails with it."""

import logging
import threading
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import text

from safeguard.config import Settings
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.gate import upkeep
from school.identity.commands.sweeping import sweep_leftovers
from school.identity.permissions.roles import the_trust
from school.identity.queries.addresses import mail_address
from school.notices import OutboxDelivery
from school.notices.deliver import (
    Carried,
    Carrier,
    Folder,
    Smtp,
    due_mails,
    is_due,
    mail_to,
)

log = logging.getLogger("safeguard.outbox")
EVERY = timedelta(seconds=10)
SWEPT_EVERY = timedelta(hours=1)


def carrier_of(settings: Settings) -> Carrier | None:
    """The mail server, else the demonstration's folder, else nobody."""
    if settings.smtp_host:
        return Smtp(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_user,
            settings.smtp_password,
        )
    return Folder(settings.mail_dir) if settings.mail_dir else None


@upkeep("outbox.sent")
def claim_mail(actor: Actor, mail_ref: str) -> bool:  # noqa: ARG001
    """Take a mail for one try; False when another worker has just taken it."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('outbox', 0))"
        connection.execute(text(lock))
    delivery = db.session.get(OutboxDelivery, mail_ref)
    if not is_due(delivery, clock.now()):
        return False
    if delivery is None:
        delivery = OutboxDelivery(mail_ref=mail_ref, tries=0)
        db.session.add(delivery)
    delivery.tries += 1
    delivery.last_tried_at = clock.now()
    return True


@upkeep("outbox.sent")
def mark_sent(actor: Actor, mail_ref: str) -> None:  # noqa: ARG001
    """The mail went; it is not tried again."""
    delivery = db.session.get(OutboxDelivery, mail_ref)
    if delivery is not None:
        delivery.sent_at = clock.now()


def empty_outbox(settings: Settings, carrier: Carrier) -> int:
    """Try every mail that is due, and say how many went.

    A mail goes at least once: whoever dies between carrying and marking carries it
    again, under the same id.
    """
    trust = the_trust()
    waiting = due_mails() if trust else []
    # End the reading before the first mail is carried: it may take long.
    db.session.remove()
    went = 0
    for mail in waiting:
        actor = Actor.system("post", mail.school_ref, trust.ref if trust else "")
        if claim_mail(actor, mail.ref) and _carried(settings, carrier, mail):
            mark_sent(actor, mail.ref)
            went += 1
    return went


def _carried(settings: Settings, carrier: Carrier, mail: Carried) -> bool:
    try:
        address = mail_address(mail.person_ref)
        db.session.remove()
        if address is None:
            log.info("a mail waits for somebody without an address")
            return False
        made = mail_to(address, mail, settings.site, settings.mail_from)
        carrier.carry(made)
    except (OSError, SafeguardError, ValueError) as error:
        log.warning("a mail was not carried: %s", type(error).__name__)
        return False
    return True


class Postman(threading.Thread):
    """Empties the outbox every ten seconds while the product is served, if there is
    anything to carry mails with; and sweeps, once an hour.
    """

    def __init__(self, app: Flask, settings: Settings, carrier: Carrier | None) -> None:
        super().__init__(name="postman", daemon=True)
        self._app = app
        self._settings = settings
        self._carrier = carrier
        self._ended = threading.Event()
        self._swept_at: datetime | None = None

    def run(self) -> None:
        """Round after round, until told to stop. No fault ends the rounds."""
        while not self._ended.wait(EVERY.total_seconds()):
            self.go_round()

    def go_round(self) -> int:
        """One round; how many mails went."""
        try:
            with self._app.app_context():
                self._sweep()
                if self._carrier is None:
                    return 0
                return empty_outbox(self._settings, self._carrier)
        except Exception as error:  # noqa: BLE001 - it must go round again
            log.error("a round failed: %s", type(error).__name__)  # noqa: TRY400
            return 0

    def _sweep(self) -> None:
        now = clock.now()
        if self._swept_at and now - self._swept_at < SWEPT_EVERY:
            return
        # Before the sweeping: should it fail, the mails of this hour still go.
        self._swept_at = now
        trust = the_trust()
        if trust:
            sweep_leftovers(Actor.system("caretaker", trust.ref))

    def stop(self) -> None:
        """End after the round that is under way."""
        self._ended.set()
        if self.is_alive():
            self.join(timeout=30)
