"""What a new concern says: plain values, whose texts no log can spill."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from school.foundation import clock
from school.web.catalogue import gettext as _

# Security brief T16: code points in one field. More is refused, never cut off.
LONGEST = 65_536
DEVICE_OWNERS = ("school", "pupil", "parent", "staff", "unknown")
NETWORKS = ("school", "mobile_data", "home", "other", "unknown")
NOT_SURE = "other"


@dataclass(frozen=True)
class Narrative:
    """Somebody's words, byte for byte. Its repr tells how many, never which."""

    text: str = ""

    def __repr__(self) -> str:
        """Only the length: what fails must not quote a child."""
        return f"<{len(self.text)} characters>"

    def __bool__(self) -> bool:
        """Whether anything was written besides space."""
        return bool(self.text.strip())

    def __len__(self) -> int:
        """How many code points."""
        return len(self.text)

    @property
    def given(self) -> str | None:
        """The words as they came, or None where nothing was written."""
        return self.text if self else None

    @property
    def too_long(self) -> str | None:
        """What to do about a text of more than 65,536 code points, else None."""
        over = len(self.text) - LONGEST
        if over <= 0:
            return None
        return _(
            "This is %(over)s characters too long. Move the end of it into a second "
            "concern, or add it after sending. Nothing was lost.",
            over=f"{over:,}",
        )


@dataclass(frozen=True)
class ChildInIt:
    """A child and the child's part; without a reference the name is not known."""

    person_ref: str | None
    part: str = "harmed"
    described: Narrative = Narrative()


@dataclass(frozen=True)
class Happening:
    """When it happened, as far as the reporter knows: day and time in London."""

    just_now: bool = False
    on: date | None = None
    at: time | None = None
    words: Narrative = Narrative()

    def moment(self, now: datetime) -> tuple[date | None, datetime | None]:
        """The day in London and, where a time is known, the instant in UTC."""
        if self.just_now:
            return clock.local(now).date(), now
        if self.on is None or self.at is None:
            return self.on, None
        return self.on, clock.london(self.on, self.at.hour, self.at.minute)


@dataclass(frozen=True)
class Teller:
    """Who says so, and for whom it is written down when that is somebody else."""

    code: str = "own_observation"
    words: Narrative = Narrative()
    for_staff_ref: str | None = None
    for_words: Narrative = Narrative()


@dataclass(frozen=True)
class Setting:
    """Where: a place, an online service, whose device, on which network."""

    place: Narrative = Narrative()
    online_service: Narrative = Narrative()
    device_owner: str | None = None
    network: str | None = None


@dataclass(frozen=True)
class Done:
    """What the reporter has done so far: codes, and words beside them."""

    steps: tuple[str, ...] = ()
    words: Narrative = Narrative()


@dataclass(frozen=True)
class NewConcern:
    """A concern about a child as it was typed. Only who and what are required."""

    children: tuple[ChildInIt, ...]
    narrative: Narrative
    own_words: Narrative = Narrative()
    teller: Teller = Teller()
    happened: Happening = Happening()
    where: Setting = Setting()
    # None: the reporter is not sure, and need not be.
    category: str | None = None
    in_danger: bool = False
    image_suspected: bool = False
    done: Done = Done()
    # Adults who work here and are part of what happened: the wall hides it from them.
    adults: tuple[str, ...] = ()
    # The form it was typed into: its draft ends with it.
    draft_form: str | None = field(default=None, repr=False)
