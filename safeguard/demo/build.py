"""Making a demonstration: keys, tables, trust, people, accounts, and what happened."""

import shutil
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from safeguard import upgrading
from safeguard.app import create_app
from safeguard.config import FILES
from safeguard.demo import (
    accounts,
    afterwards,
    campaigns,
    devices,
    founding,
    last_searches,
    learning,
    phones,
    place,
    quiet,
    searching,
    self_audits,
    signing,
    standing,
    story,
    texts,
)
from safeguard.demo.cast import Cast
from safeguard.demo.days import WEEK, SchoolYear
from safeguard.installation.opening import close
from school.foundation import clock, keys

Say = Callable[[str], None]


def build(folder: Path, say: Say = lambda _line: None) -> None:
    """Make a demonstration in a folder, in place of the one that may be there.

    It is made beside and moved when it is whole, so that stopping half-way leaves the
    folder as it was. Raises NotADemonstration for a folder that holds anything else.
    """
    place.made_in(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = folder / place.BUILDING
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    settings = place.settings_in(aside)
    keys.make_root_key(settings.root_key_path)
    upgrading.upgrade(settings)
    app = create_app(settings)
    try:
        with app.app_context():
            _fill(app, say)
    finally:
        close(app)
    _put_in_place(folder, aside)


def _fill(app: Flask, say: Say) -> None:
    now = clock.now()
    year = SchoolYear(clock.local(now).date())
    say("two schools, their people and their pupils")
    with clock.standing_at(year.founded):
        cast = founding.found(year)
        say("accounts")
        accounts.open_accounts(cast)
        searching.put_on_the_list(cast)
        texts.put_in_force(cast)
    say("what happened this term and the one before")
    threads = story.tell(cast, year, now)
    say("the office’s days: phones handed in and collected")
    phones.tell(cast, year, now)
    last_searches.tell(cast, year)
    afterwards.tell(cast, year, threads)
    _tell_of_staff(cast, year, say)
    say("who is on duty in the holidays, and the numbers for the board")
    standing.put_on_duty(cast, year)
    standing.freeze_the_numbers(cast, year)
    quiet.about_an_adult(cast, year)
    quiet.half_written(app, cast, now)
    quiet.read_notices(cast, year)


def _tell_of_staff(cast: Cast, year: SchoolYear, say: Say) -> None:
    """What whoever works there has learnt, answered, signed, confirmed and lost."""
    say("training: what everybody had, and what is to come")
    learning.tell(cast, year)
    say("self-audits of the staff: last year’s round and this year’s")
    self_audits.tell(cast, year)
    say("agreements signed, open and declined; work devices")
    campaigns.tell(cast, year)
    signing.tell(cast, year)
    texts.write_anew(cast, year)
    devices.tell(cast, year)


def weeks_old(made: place.Made) -> int:
    """How many weeks the demonstration's today lies behind today; 0 in its own week."""
    then = SchoolYear(clock.today()).founded
    return (clock.local(then).date() - made.founded_on) // WEEK


def _put_in_place(folder: Path, aside: Path) -> None:
    for old in (place.KEYS, place.MAIL, FILES):
        shutil.rmtree(folder / old, ignore_errors=True)
    if (aside / FILES).exists():
        (aside / FILES).replace(folder / FILES)
    # Keys first: a database that is there has its keys.
    (aside / place.KEYS).replace(folder / place.KEYS)
    (aside / place.DATABASE).replace(folder / place.DATABASE)
    shutil.rmtree(aside)
