"""Carrying the outbox's mails: which are due, how a mail reads, and two carriers."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from flask import render_template
from sqlalchemy import select

from school.foundation import clock
from school.foundation.database import db
from school.notices.models import OutboxDelivery, OutboxMail
from school.notices.notify import NOW, WAITS

# The two wordings (decision 36). A kind that is not here cannot be sent.
TEMPLATES = {WAITS: "mail/item_waiting.txt", NOW: "mail/item_urgent.txt"}
# Real time: the first wait between two tries, and the longest.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# With these waits about three days; then the item has been seen or somebody rang.
MOST_TRIES = 24
OLDEST = timedelta(days=7)
PATIENCE_SECONDS = 20

# Gives a person's address, or None for somebody without one. `notices` knows nobody.
Addresses = Callable[[str], str | None]


@dataclass(frozen=True)
class Carried:
    """A mail to be carried: its reference, to whom, in which of the two wordings."""

    ref: str
    school_ref: str
    person_ref: str
    kind: str


class Carrier(Protocol):
    """Whatever takes a mail away. It raises OSError when it could not."""

    def carry(self, mail: EmailMessage) -> None:
        """Take the mail away, or raise OSError."""


def due_mails(limit: int = 100) -> list[Carried]:
    """Mails that were not sent yet and whose next try has come, the oldest first."""
    asked = (
        select(OutboxMail, OutboxDelivery)
        .outerjoin(OutboxDelivery, OutboxDelivery.mail_ref == OutboxMail.ref)
        .where(OutboxMail.made_at > clock.now() - OLDEST)
        .where(OutboxDelivery.sent_at.is_(None))
        .order_by(OutboxMail.made_at, OutboxMail.ref)
    )
    waiting = [
        Carried(mail.ref, mail.school_ref, mail.person_ref, mail.kind)
        for mail, delivery in db.session.execute(asked)
        if is_due(delivery, clock.now())
    ]
    return waiting[:limit]


def is_due(delivery: OutboxDelivery | None, now: datetime) -> bool:
    """Whether a mail may be tried now: at once, then after waits that double."""
    if delivery is None or delivery.last_tried_at is None:
        return True
    if delivery.sent_at is not None or delivery.tries >= MOST_TRIES:
        return False
    wait = min(FIRST_WAIT * 2 ** (delivery.tries - 1), LONGEST_WAIT)
    next_try: datetime = delivery.last_tried_at + wait
    return now >= next_try


def mail_to(address: str, mail: Carried, site: str, sender: str) -> EmailMessage:
    """The mail: one of two wordings with the site's address, and nothing else.

    Its id is the outbox's own, so that a mail that went twice is seen once.
    """
    subject, _, body = render_template(TEMPLATES[mail.kind], site=site).partition("\n")
    made = EmailMessage()
    made["Subject"] = subject.strip()
    made["From"] = sender
    made["To"] = address
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{mail.ref}@{urlsplit(site).hostname}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body.strip() + "\n")
    return made


@dataclass(frozen=True)
class Folder:
    """Lays mails into a folder instead of sending them: for the demonstration."""

    path: Path

    def carry(self, mail: EmailMessage) -> None:
        """Write the mail as a file that its owner alone may read."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = mail["Message-ID"].strip("<>").partition("@")[0]
        file = self.path / f"{name}.eml"
        file.touch(mode=0o600)
        file.write_bytes(mail.as_bytes())


@dataclass(frozen=True)
class Smtp:
    """Hands mails to the school's mail server."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    def carry(self, mail: EmailMessage) -> None:
        """Hand over the mail, by TLS wherever the server is another machine."""
        with smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS) as server:
            server.ehlo()
            if not self._is_this_machine or server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if self.username and self.password:
                server.login(self.username, self.password)
            server.send_message(mail)

    @property
    def _is_this_machine(self) -> bool:
        return self.host in {"localhost", "127.0.0.1", "::1"}
