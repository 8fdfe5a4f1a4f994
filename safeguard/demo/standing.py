"""What stands ready beside the story: the duty rota, the numbers for the board."""

from datetime import timedelta

from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.reports.commands.freezing import freeze_report
from school.foundation import clock
from school.identity.commands.cover import NewDutyTurn, add_duty_turn
from school.inspection.queries.verifying import verify_trail

# Who is on duty in turn, by school; the first of them keeps the rota.
ON_DUTY = {
    "birch": ("ruth.adeyemi", "tom.pellow", "nasreen.qadir"),
    "cedar": ("fatima.noor", "greta.sorley"),
}
# 07700 900000 to 900999 belong to nobody (Ofcom, numbers for drama).
DUTY_TELEPHONES = {"birch": "07700 900114", "cedar": "07700 900214"}
LONGEST = timedelta(days=8)
# Those who freeze a school's numbers, and the trust's.
FREEZERS = ("catrin.howells", "victor.lisle", "marcus.vey")
# Those who have the record prove itself, in each school and in the trust.
PROVERS = ("ruth.adeyemi", "fatima.noor", "ines.wharton")
# School days ago: as this term began, and lately.
FROZEN_AT = ((31, "16:10"), (3, "15:50"))


def put_on_duty(cast: Cast, year: SchoolYear) -> None:
    """Somebody for each day of the next holidays; a week each, in turn."""
    for school, people in ON_DUTY.items():
        turns = 0
        with clock.standing_at(year.moment(6, "15:40")):
            keeper = cast.acting(people[0])
            for holidays in year.holidays:
                begins = holidays.first
                while begins <= holidays.last:
                    ends = min(begins + LONGEST, holidays.last)
                    who = cast.people[people[turns % len(people)]]
                    telephone = DUTY_TELEPHONES[school]
                    add_duty_turn(keeper, NewDutyTurn(who, begins, ends, telephone))
                    begins, turns = ends + timedelta(days=1), turns + 1


def freeze_the_numbers(cast: Cast, year: SchoolYear) -> None:
    """The numbers for the board, of last term and of now, on a record that has proved
    itself since.
    """
    for ago, at in FROZEN_AT:
        with clock.standing_at(year.moment(ago, at)):
            for name in FREEZERS:
                freeze_report(cast.acting(name))
    for name in PROVERS:
        with clock.standing_at(year.moment(2, "08:15")):
            verify_trail(cast.acting(name, elevated=True))
