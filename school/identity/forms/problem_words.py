"""What a command objects to, in words: which code is told how."""

from collections.abc import Mapping
from typing import Any

from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

PROBLEMS: dict[str, Any] = {
    # People
    "namesake": _l("Somebody of this name is here already. Choose who it is."),
    "somebody_has_it": _l("Another person here has this one. Check it."),
    "not_known_here": _l("Choose somebody whom the school knows."),
    "recorded_already": _l("This adult is recorded for this pupil already."),
    "not_a_code": _l("Choose one of the answers shown."),
    "no_such_form": _l("The school has no such form. Forms come with their pupils."),
    "still_to_come": _l("This day is still to come. Record it on the day itself."),
    "before_they_came": _l("The pupil came to the school after this day."),
    # Roles
    "held_already": _l(
        "This person holds this role already, or it waits for approval."
    ),
    "ends_before_it_begins": _l("The last day must not come before the first."),
    "cover_needs_an_end": _l("Cover is for a time: enter its last day."),
    "cover_too_long": _l("Cover lasts a year at most. Enter an earlier last day."),
    "choose_cover_reason": _l("Choose why you take cover."),
    "cover_held": _l("You have cover already. Go to the queue."),
    "turn_is_past": _l("These days are past. Enter days to come."),
    "turn_is_taken": _l("Somebody is on duty on one of these days already."),
    "opens_nothing": _l(
        "Choose a lead, a deputy or a stand-in: nobody else could open what comes in."
    ),
    # The roll
    "too_large": _l("The file is larger than 5 MB. Split it into several files."),
    "workbook": _l("This is a workbook. In it choose Save as, then “CSV UTF-8”."),
    "wide_letters": _l(
        "The letters are of a kind we do not read. Save as “CSV UTF-8”."
    ),
    "unknown_letters": _l("The letters cannot be read. Save the file as “CSV UTF-8”."),
    "empty": _l("Nothing is in it."),
    "no_rows": _l("There is no row below the header."),
    "too_many_rows": _l("There are more than 20,000 rows. Split the file."),
    "broken_quotes": _l(
        "A quotation mark is opened and never closed, so rows run into each other. "
        "Save the file again from your spreadsheet as “CSV UTF-8”."
    ),
    "nobody_to_approve": _l(
        "Nobody can approve this now: the post of head is vacant, or the head brought "
        "the roll. Another head must be appointed first."
    ),
    # Settings and days
    "unknown_setting": _l("There is no such setting."),
    "too_long": _l("This is too long."),
    "not_a_time": _l("Write the time as 15:30."),
    "no_figures": _l("A number needs figures."),
    "overlaps": _l("These days overlap with another term."),
    "there_already": _l("These days are entered already."),
    "too_many_days": _l("These are too many days. Check both."),
    "far_from_now": _l("This is years away. Check the year."),
    # The founding
    "a_post_for_each": _l("Each of the two founders must hold a post."),
    "nobody_to_grant": _l(
        "Fill the post of executive headteacher or of chair: nobody could grant a role "
        "otherwise."
    ),
    "two_checking_posts": _l(
        "Executive headteacher and chair check each other: two different people."
    ),
    "unknown_post": _l("This is not a post that founders fill."),
}


def in_words(problems: Mapping[str, str]) -> dict[str, str]:
    """The objections by field, in words; a code may carry a name after a colon."""
    return {name: _told(code) for name, code in problems.items()}


def _told(code: str) -> str:
    kind, _colon, names = code.partition(":")
    if kind == "missing":
        shown = ", ".join(names.split(","))
        return _("The header lacks: %(columns)s. Use the template.", columns=shown)
    if kind == "twice":
        return _("Two columns both mean %(column)s. Keep one.", column=names)
    return str(PROBLEMS.get(kind, _("Check this.")))
