"""Bringing a roll: the file, and what its columns, outcomes and reasons are called."""

import hashlib
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from school.foundation.actor import Role
from school.foundation.role_names import ROLE_NAMES
from school.identity.commands.roll import NewRoll
from school.identity.commands.roll.reading import letters_of
from school.identity.models import RollKind, RollState
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of

KINDS = {
    RollKind.PUPILS: _l("Pupils"),
    RollKind.STAFF: _l("Staff"),
    RollKind.CONTACTS: _l("Contacts: the adults of the pupils"),
}
STATES = {
    RollState.CHECKED: _l("checked, not imported"),
    RollState.PUT_FORWARD: _l("waits for the head"),
    RollState.APPROVED: _l("approved, not imported"),
    RollState.IMPORTED: _l("imported"),
    RollState.DISCARDED: _l("discarded"),
}
COLUMN_WORDS = {
    "roll_number": _l("the number your own system gives: admission or staff number"),
    "given_name": _l("given name, in any script"),
    "family_name": _l("family name, in any script"),
    "preferred_name": _l("the given name the pupil goes by, if another"),
    "born_on": _l("date of birth, as 14/03/2014 or 2014-03-14"),
    "sex": _l("F, M, O (other), U (not specified), or empty"),
    "upn": _l("unique pupil number; UN1 to UN5 or empty where there is none"),
    "form": _l("the form or tutor group, as 8K; it is made if it is new"),
    "year": _l("the year group, as 8, R or N1"),
    "ethnicity": _l("the census code, as WBRI; counted by, and shown on no list"),
    "send": _l("N, K (SEN support) or E (education, health and care plan)"),
    "meals": _l("whether eligible for free school meals: Y or N"),
    "email": _l("e-mail address"),
    "job_title": _l("in your own words; it gives a role that opens no record"),
    "forms": _l("the forms they teach, with a semicolon between them"),
    "pupil_roll_number": _l("the number of the pupil whose adult this is"),
    "relationship": _l("mother, father, carer, social worker and so on"),
    "parental_responsibility": _l("yes or no"),
    "telephone": _l("a telephone number"),
    "priority": _l("the order in which to ring, 1 first"),
    "staff_number": _l(
        "if this adult works here too, their staff number, so that they never read "
        "about their own child; “none” if it is somebody else of the same name"
    ),
}
CHANGE_WORDS: dict[str, Any] = {
    **{name: name.replace("_", " ") for name in COLUMN_WORDS},
    "role": _l("a further role"),
    "form": _l("another form"),
    "forms": _l("further forms taught"),
    "send": _l("special educational needs"),
    "meals": _l("free school meals"),
    "relationship": _l("who they are to the pupil"),
}
REASONS: dict[str, Any] = {
    "empty": _l("is empty, and must not be."),
    "unreadable_letters": _l("lost letters on the way. Save as “CSV UTF-8” again."),
    "control_characters": _l("holds characters that cannot be seen. Type it again."),
    "too_long": _l("is too long."),
    "formula": _l("begins like a formula of a spreadsheet. Nothing here is run."),
    "too_many_cells": _l("The row has more cells than the header: a comma too many?"),
    "not_a_day": _l("is no day we can be sure of. Write it as 14/03/2014."),
    "not_born_yet": _l("has not come yet."),
    "born_too_early": _l("is too long ago."),
    "age_unusual": _l("makes an unusual age for a pupil."),
    "upn_shape": _l("is not a letter and 12 more characters."),
    "upn_letter": _l("is wrong: its first letter does not fit the rest."),
    "upn_authority": _l("comes from a council that we do not know."),
    "not_a_sex": _l("should be F, M, O, U or empty."),
    "not_ethnicity": _l("is no code of the school census, such as WBRI."),
    "not_send": _l("should be N, K or E."),
    "not_meals": _l("should be Y or N."),
    "not_a_year": _l("is no year group. Write 8, R or N1."),
    "not_an_email": _l("is no e-mail address. Mend it, or leave it empty."),
    "not_a_relationship": _l("is not a word we know. Use one of the template’s."),
    "not_yes_or_no": _l("should be yes or no."),
    "not_a_priority": _l("should be a number from 1 on."),
    "number_and_upn_differ": _l("The number is one pupil’s, the UPN another’s."),
    "not_a_pupil": _l("belongs to somebody who is not a pupil here now."),
    "is_a_pupil": _l("belongs to a pupil."),
    "another_person": _l(
        "belongs to somebody with other names and another date of birth. Writing over "
        "them would mix two people’s records."
    ),
    "found_by_upn": _l("is new; the pupil was found by the UPN."),
    "found_by_email": _l("The person was found by name and e-mail."),
    "looks_the_same": _l(
        "Somebody of this name is here without this number. If it is the same person, "
        "enter the number on their page; if not, use “Add a person”."
    ),
    "looks_like_adult": _l(
        "A pupil’s adult has this name. Use “Add a person”, and say there whether it "
        "is the same person: nobody may read about their own child."
    ),
    "namesake": _l("Somebody else here has this name."),
    "new_form": _l("This form is new and will be made."),
    "other_year": _l("The form is of another year so far."),
    "email_of_another": _l("belongs to a colleague with another name."),
    "granted_elsewhere": _l(
        "This role is never given by a roll: two people grant it on the Roles page. "
        "Here the person becomes a member of staff."
    ),
    "own_role": _l("This is you. Nobody gives themselves a role."),
    "no_such_form": _l("The school has no such form. Bring the pupils first."),
    "no_such_pupil": _l("No pupil here has this number. Bring the pupils first."),
    "no_such_staff": _l("No colleague here has this number. Bring the staff first."),
    "staff_of_another_name": _l("belongs to a colleague with other names."),
    "name_of_staff": _l(
        "A colleague has this name. If it is the same person, write their staff "
        "number here; if not, write “none”."
    ),
    "works_here": _l(
        "This adult works here. They will not see anything about the pupil."
    ),
}
_WITH_LINE = {
    "twice_in_file": _l("stands on row %(line)s already."),
    "namesake_in_file": _l("Row %(line)s has the same name."),
}


class UploadRollForm(ActForm):
    """A roll to be checked: whom it lists, and the file."""

    kind = RadioField(
        _l("Whom does the file list?"),
        [InputRequired(_l("Choose whom the file lists."))],
        choices=choices_of({kind.value: words for kind, words in KINDS.items()}),
    )
    file = FileField(
        _l("The file"), [FileRequired(_l("Choose the file from your computer."))]
    )

    def details(self) -> NewRoll:
        """The roll's text. Raises Invalid for a file that cannot be one."""
        letters = letters_of(self._content())
        return NewRoll(RollKind(self.kind.data), letters.text, letters.old_letters)

    @property
    def has_old_letters(self) -> bool:
        """Whether the file was in the letters of an older Windows, not in UTF-8."""
        return letters_of(self._content()).old_letters

    def _content(self) -> bytes:
        self.file.data.stream.seek(0)
        content: bytes = self.file.data.stream.read()
        return content

    def _digest(self) -> str:
        """The file counts as well: another file under the same form is another act."""
        content = self._content() if self.file.data else b""
        file = hashlib.sha256(content).hexdigest()
        return hashlib.sha256(f"{super()._digest()}{file}".encode()).hexdigest()


class RollForm(ActForm):
    """One step of a roll, for the version of it that the page showed."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """The version that was looked at."""
        typed = self.version.data or ""
        return int(typed) if typed.isdecimal() else 0


def reason_words(reason: Any) -> str:
    """A reason as a sentence: the column first where it is about one."""
    if reason.code in _WITH_LINE:
        words = str(_WITH_LINE[reason.code]) % {"line": reason.shown}
    else:
        words = str(REASONS[reason.code])
    sentence = words if words[:1].isupper() else f"{_heading(reason.column)} {words}"
    shown = _shown(reason)
    return f"{sentence} ({shown})" if shown else sentence


def _heading(column: str) -> str:
    """A column as people would say it, at the start of a sentence."""
    said = column.replace("_", " ")
    return "UPN" if said == "upn" else said[:1].upper() + said[1:]


def _shown(reason: Any) -> str:
    if reason.code in _WITH_LINE or not reason.shown:
        return ""
    roles = {role.value: role for role in Role}
    if reason.shown in roles:
        return _(ROLE_NAMES[roles[reason.shown]])
    return str(reason.shown)


def change_words(changes: tuple[str, ...]) -> str:
    """What a row changes, in a few words."""
    return ", ".join(str(CHANGE_WORDS.get(name, name)) for name in changes)


def where_words(where: str) -> str:
    """Where somebody belongs: a form as it is, a role by its name."""
    roles = {role.value: role for role in Role}
    return _(ROLE_NAMES[roles[where]]) if where in roles else where
