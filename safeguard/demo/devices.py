"""Work devices: most have confirmed, one asks for help, two were lost."""

from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.guidance import work_devices
from safeguard.work_devices.commands.attesting import (
    HelpGiven,
    NewAttestation,
    attest_device,
    give_help,
)
from safeguard.work_devices.commands.dealing import (
    Decision,
    Ending,
    Found,
    NewStep,
    close_loss,
    decide_loss,
    record_found,
    record_step,
)
from safeguard.work_devices.commands.reporting import NewLoss, record_loss
from safeguard.work_devices.models import DeviceHelp
from safeguard.work_devices.states import HelpState
from school.foundation import clock
from school.foundation.database import db

ICT, TEACHER, TUTOR, OFFICER = (
    *("lewis.tarn", "hannah.okafor", "mina.castellan"),
    "ines.wharton",
)
# Who confirms, and with what they would like help.
CONFIRM = {
    "ruth.adeyemi": (),
    "tom.pellow": (),
    "catrin.howells": (),
    "priya.raman": (),
    "lewis.tarn": (),
    "mina.castellan": ("updated",),
    "sefa.brandt": ("encrypted", "locks"),
    "fatima.noor": (),
    "victor.lisle": (),
}
HELPED = "mina.castellan"
ON_THE_BUS = "Left on the 14:20 bus to Alderfield, under the seat at the back."
AT_HOME = "The bag was taken from the hall while the door stood open."
REASONS = (
    "The disk is encrypted, it was locked, and it was wiped from afar within the hour. "
    "The bus company had it in its safe by the evening. A risk to anybody is unlikely."
)


def tell(cast: Cast, year: SchoolYear) -> None:
    """This term: confirmed, helped, one device back, one of yesterday to decide."""
    codes = [each.code for each in work_devices.precautions]
    for number, (name, wanting) in enumerate(CONFIRM.items()):
        with clock.standing_at(year.moment(20 - number, "12:15")):
            holds = {code: code not in wanting for code in codes}
            attest_device(
                cast.acting(name), NewAttestation(has_device=True, holds=holds)
            )
    with clock.standing_at(year.moment(19, "15:40")):
        attest_device(cast.acting("joan.fairley"), NewAttestation(has_device=False))
    _help(cast, year)
    _on_the_bus(cast, year)
    _at_home(cast, year)


def _help(cast: Cast, year: SchoolYear) -> None:
    mine = DeviceHelp.person_ref == cast.people[HELPED]
    asked = db.select(DeviceHelp.ref).where(mine, DeviceHelp.state == HelpState.NEEDED)
    with clock.standing_at(year.moment(9, "08:20")):
        done = HelpGiven("It does so by itself now, at night, while it is charging.")
        give_help(cast.acting(ICT), db.session.scalars(asked).one(), done)


def _on_the_bus(cast: Cast, year: SchoolYear) -> None:
    """Found again the same day, not reportable, closed."""
    with clock.standing_at(year.moment(12, "15:05")):
        new = NewLoss("laptop", "lost", "yes", ("pupils", "accounts"), words=ON_THE_BUS)
        loss = record_loss(cast.acting(TUTOR), new)
    with clock.standing_at(year.moment(12, "15:25")):
        record_step(cast.acting(ICT), loss, NewStep("wiped"))
        record_step(cast.acting(ICT), loss, NewStep("signed_out"))
    with clock.standing_at(year.moment(12, "18:10")):
        back = Found("The bus company had it in its safe. I fetched it at six.")
        record_found(cast.acting(TUTOR), loss, back)
    officer = cast.acting_for(OFFICER, "birch")
    with clock.standing_at(year.moment(11, "09:45")):
        said = Decision("not_reportable", REASONS, "not_needed")
        decide_loss(officer, loss, said)
        close_loss(officer, loss, Ending("back"))


def _at_home(cast: Cast, year: SchoolYear) -> None:
    """Stolen yesterday evening: the 72 hours run."""
    with clock.standing_at(year.moment(1, "18:50")):
        new = NewLoss(
            *("tablet", "stolen", "unknown", ("pupils", "images")),
            words=AT_HOME,
            reach="07700 900217",
        )
        loss = record_loss(cast.acting(TEACHER), new)
    with clock.standing_at(year.moment(1, "19:15")):
        record_step(cast.acting(ICT), loss, NewStep("locked"))
        police = NewStep("police_told", number="AF/2209/26")
        record_step(cast.acting(TEACHER), loss, police)
