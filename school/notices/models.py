"""Notices and the outbox; what changes later (read, sent) has tables of its own."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    UPKEEP,
    Code,
    Instant,
    Model,
    OptionalInstant,
    Ref,
    RowRef,
    SchoolRef,
)


class Notice(Model):
    """Something waits for a person at an address in this product."""

    __tablename__ = "notice"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    person_ref: Mapped[Ref]
    kind: Mapped[Code]
    path: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[Instant]


class NoticeReading(Model):
    """The person has seen the notice."""

    __tablename__ = "notice_reading"
    __table_args__ = UPKEEP

    notice_ref: Mapped[str] = mapped_column(String(16), primary_key=True)
    read_at: Mapped[Instant]


class OutboxMail(Model):
    """A mail to be sent, kept in the same transaction as the act that caused it."""

    __tablename__ = "outbox_mail"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    person_ref: Mapped[Ref]
    kind: Mapped[Code]
    made_at: Mapped[Instant]


class OutboxDelivery(Model):
    """How the sending went; tried again until it went or was given up."""

    __tablename__ = "outbox_delivery"
    __table_args__ = UPKEEP

    mail_ref: Mapped[str] = mapped_column(String(16), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    last_tried_at: Mapped[OptionalInstant]
    sent_at: Mapped[OptionalInstant]
