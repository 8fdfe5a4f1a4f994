"""What stands in a letter to a parent: our words, their names, the square, the code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import segno

from safeguard.agreements.commands.linking import DAYS, Minted
from safeguard.campaigns.queries.letters import LetterTo
from school.calendars.days import add_calendar_days
from school.web.catalogue import gettext as _
from school.web.pages import shown_on

TEMPLATE = "letters.typ"
SIGN = "/sign"
# One of the eight patterns of ISO/IEC 18004, 7.8. To try all of them and take the best
# took ten of the seconds of 3,000 letters; for random letters none is a bad one.
MASK = 3
QUIET = 4
_DARK = re.compile(b"\x01+")


@dataclass(frozen=True)
class Paper:
    """What is the same in all letters of a print."""

    site: str
    school: str
    day: date
    again: bool


@dataclass(frozen=True)
class Letter:
    """A letter, and what lets its reader sign."""

    to: LetterTo
    minted: Minted = field(repr=False)


def words_of(paper: Paper, letters: Iterable[Letter]) -> dict[str, Any]:
    """The words of a piece of a print, for `letters.typ`."""
    until = shown_on(add_calendar_days(paper.day, DAYS))
    site = paper.site.rstrip("/")
    return {
        "title": _("Letters to parents, %(school)s", school=paper.school),
        "school": paper.school,
        "day": shown_on(paper.day),
        "heading": _("A reminder: please read our agreement on computers and phones")
        if paper.again
        else _("Please read our agreement on computers and phones, and sign it"),
        "square": _("A square code. It opens the page named beside it."),
        "typed": _(
            "Scan the QR code with your phone’s camera. Or open this address on "
            "any computer and type the code:"
        ),
        "address": f"{site.partition('://')[2] or site}{SIGN}",
        "until": _("The code works once, until %(day)s.", day=until),
        "foot": [
            _(
                "The code is for you alone. Please do not pass it on, and give a "
                "letter that is not for you back to the school."
            )
        ],
        "letters": [_letter(paper, site, each) for each in letters],
    }


def square_of(address: str) -> str:
    """An address as a QR code: an SVG of one path, with the quiet edge of four modules
    that readers need. The library's own writer took as long as the coding.
    """
    code = segno.make(address, error="m", micro=False, mask=MASK)
    drawn = "".join(
        f"M{run.start() + QUIET} {y + QUIET}.5h{run.end() - run.start()}"
        for y, row in enumerate(code.matrix)
        for run in _DARK.finditer(bytes(row))
    )
    side = len(code.matrix) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="{drawn}"/></svg>'
    )


def _letter(paper: Paper, site: str, letter: Letter) -> dict[str, Any]:
    to = letter.to
    return {
        "adult": to.adult,
        "about": _("About"),
        "pupil": to.pupil,
        "form": to.form,
        # After the sign #, which no browser sends: the token is in no log of a server.
        "square": square_of(f"{site}{SIGN}#{letter.minted.token}"),
        "code": letter.minted.code,
        "before": [
            _("Dear %(name)s,", name=to.adult),
            _(
                "At %(school)s pupils learn with computers and the internet. We ask "
                "every pupil, and a parent or carer of each, to read what we agree on "
                "and to say whether they agree. This letter lets you do so about "
                "%(pupil)s. You need no account and no password, and it takes about "
                "five minutes.",
                school=paper.school,
                pupil=to.pupil,
            ),
        ],
        "after": [
            _(
                "The page has the text in easy words too, and in other languages. You "
                "can say no there, and why: then we would like to talk with you. "
                "Nothing is taken from %(pupil)s for it, no lesson and no place at "
                "school.",
                pupil=to.pupil,
            ),
            _(
                "Would you rather sign on paper, or talk it over first? Ask at the "
                "school office."
            ),
        ],
    }
