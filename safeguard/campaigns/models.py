"""Campaigns, whom they ask, who was reminded, and prints of letters to parents."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    SchoolRef,
    Sealable,
)


class Campaign(Model):
    """A school asks for signatures in an academic year. Nothing personal."""

    __tablename__ = "campaign"
    __table_args__ = (Index("ix_campaign_of_school", "school_ref", "state"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    # The academic year that begins in this calendar year, on 1 September.
    year: Mapped[int]
    state: Mapped[Code]
    due_on: Mapped[Day]
    started_by: Mapped[Ref]
    started_at: Mapped[Instant]
    issued_by: Mapped[OptionalRef]
    issued_at: Mapped[OptionalInstant]
    closed_by: Mapped[OptionalRef]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CampaignGroup(Model):
    """Whom a campaign asks: `audience` says what `value` is, a year group, a class of
    the school, or the capacity of adults.
    """

    __tablename__ = "campaign_group"
    __table_args__ = (UniqueConstraint("campaign_ref", "audience", "value"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    campaign_ref: Mapped[Ref]
    audience: Mapped[Code]
    value: Mapped[Code]


class CampaignReminder(Model):
    """Somebody was reminded on a day: once, however often the button is pressed."""

    __tablename__ = "campaign_reminder"
    __table_args__ = (UniqueConstraint("campaign_ref", "person_ref", "day"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    campaign_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    day: Mapped[Day]
    reminded_by: Mapped[Ref]


class LetterPrint(Sealable, Model):
    """A print of letters to parents that somebody asked for: one file, kept sealed on
    the disk for an hour. The key of the file stands here, sealed in its turn.
    """

    __tablename__ = "letter_print"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    campaign_ref: Mapped[Ref]
    # Of one class alone; None: of all of them.
    class_ref: Mapped[OptionalRef]
    # Whether the words are those of a reminder.
    again: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Code]
    asked_by: Mapped[Ref]
    asked_at: Mapped[Instant]
    wanted: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    # Which worker sets them, and until when nobody else may begin: restart safety.
    worker: Mapped[OptionalCode]
    worker_until: Mapped[OptionalInstant]
    ready_at: Mapped[OptionalInstant]
    file_ref: Mapped[OptionalCode]
    file_size: Mapped[int] = mapped_column(default=0)
    file_key: Mapped[OptionalSealedText]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
