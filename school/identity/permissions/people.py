"""Acts on people, roles, the roll, settings and the founding, and who may do each."""

from enum import StrEnum
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    elevated,
    granted,
    yes,
)
from school.identity.permissions.appointing import (
    GRANTERS,
    OPENS_CASES,
    manages_accounts,
    may_approve,
    may_end,
    may_grant,
    the_system_itself,
)
from school.identity.permissions.founding import not_who_proposed

__all__ = [
    "GRANTERS",
    "OPENS_CASES",
    "PEOPLE_RULES",
    "PEOPLE_WORDINGS",
    "Act",
    "manages_accounts",
    "the_system_itself",
]


class Act(StrEnum):
    """What can happen to people, their roles and their school's settings."""

    FOUND_TRUST = "trust.founded"
    ADD_SCHOOL = "school.added"
    BEGIN_FOUNDING = "founding.begun"
    READ_FOUNDING = "founding.read"
    PROPOSE_POSTS = "founding.proposed"
    CONFIRM_POSTS = "founding.confirmed"
    CHANGE_SETTING = "setting.changed"
    CHANGE_SETTINGS = "settings.changed"
    READ_SETTINGS = "settings.read"
    ADD_TERM = "term.added"
    REMOVE_TERM = "term.removed"
    ADD_CLOSURE = "closure.added"
    REMOVE_CLOSURE = "closure.removed"
    READ_SET_UP = "set_up.read"
    ADD_PERSON = "person.added"
    ADD_PUPIL = "pupil.added"
    ADD_STAFF = "staff.added"
    ADD_CONTACT = "contact.added"
    CHANGE_PERSON = "person.changed"
    CHANGE_CHARACTERISTICS = "characteristics.changed"
    READ_PEOPLE = "people.read"
    READ_PERSON = "person.read"
    OPEN_ACCOUNT = "account.opened"
    READ_APPOINTMENTS = "appointments.read"
    READ_APPOINTMENT = "appointment.read"
    APPOINT = "appointment.granted"
    APPROVE_APPOINTMENT = "appointment.approved"
    END_APPOINTMENT = "appointment.ended"
    TAKE_COVER = "cover.taken"
    HAND_BACK_COVER = "cover.handed_back"
    ADD_DUTY_TURN = "duty_turn.added"
    REMOVE_DUTY_TURN = "duty_turn.removed"
    ADD_CLASS = "class.added"
    ENROL = "enrolment.opened"
    END_ENROLMENT = "enrolment.ended"
    RESUME_ENROLMENT = "enrolment.resumed"
    RELATE = "relationship.recorded"
    UPLOAD_ROLL = "roll.uploaded"
    CHECK_ROLL = "roll.checked"
    PUT_ROLL_FORWARD = "roll.put_forward"
    APPROVE_ROLL = "roll.approved"
    IMPORT_ROLL = "roll.imported"
    DISCARD_ROLL = "roll.discarded"
    READ_ROLL = "roll.read"
    READ_ROLLS = "rolls.read"


# Matrix row import_people: the office worker is the one whom the head has named.
brings_rolls: Rule = any_of(
    granted({Role.ICT: yes, Role.ROLL_OFFICER: yes}), the_system_itself
)
reads_rolls: Rule = granted({Role.ICT: yes, Role.ROLL_OFFICER: yes, Role.HEAD: yes})
# Local numbers, hours and terms are kept by those who answer for them.
keeps_settings: Rule = any_of(
    granted(
        {
            Role.HEAD: yes,
            Role.DSL: yes,
            Role.EXECUTIVE_HEAD: yes,
            Role.SCHOOL_ADMIN: yes,
        }
    ),
    the_system_itself,
)
_SEES_POSTS = (
    Role.HEAD,
    Role.EXECUTIVE_HEAD,
    Role.CHAIR,
    Role.TRUSTEE,
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.TRUST_SAFEGUARDING_LEAD,
    Role.DPO,
    Role.ICT,
    Role.ROLL_OFFICER,
    Role.SCHOOL_ADMIN,
    Role.SYSTEM_ADMIN,
)
sees_posts: Rule = granted(dict.fromkeys(_SEES_POSTS, yes))


def second_person_of_the_roll(actor: Actor, upload: Any) -> Answer:
    """The head, and another person than the one who brought the roll."""
    if not actor.has(Role.HEAD):
        return NOT_THIS_ROLE
    if upload.uploaded_by == actor.person_ref:
        return Refusal("second_person")
    return yes(actor, upload)


def approved_where_needed(actor: Actor, upload: Any) -> Answer:
    """Above the threshold another person than the importer has approved."""
    if not upload.needs_approval:
        return yes(actor, upload)
    if upload.approved_by in {None, actor.person_ref}:
        return Refusal("second_person")
    return yes(actor, upload)


founds: Rule = granted({Role.FOUNDER: yes})
founds_with_a_factor: Rule = granted({Role.FOUNDER: elevated})


PEOPLE_RULES: dict[Act, Rule] = {
    Act.FOUND_TRUST: the_system_itself,
    Act.ADD_SCHOOL: the_system_itself,
    Act.BEGIN_FOUNDING: the_system_itself,
    Act.READ_FOUNDING: founds,
    Act.PROPOSE_POSTS: founds_with_a_factor,
    Act.CONFIRM_POSTS: all_of(founds_with_a_factor, not_who_proposed),
    Act.CHANGE_SETTING: keeps_settings,
    Act.CHANGE_SETTINGS: keeps_settings,
    Act.READ_SETTINGS: keeps_settings,
    Act.ADD_TERM: keeps_settings,
    Act.REMOVE_TERM: keeps_settings,
    Act.ADD_CLOSURE: keeps_settings,
    Act.REMOVE_CLOSURE: keeps_settings,
    Act.READ_SET_UP: sees_posts,
    Act.ADD_PERSON: manages_accounts,
    Act.ADD_PUPIL: manages_accounts,
    Act.ADD_STAFF: manages_accounts,
    Act.ADD_CONTACT: manages_accounts,
    Act.CHANGE_PERSON: manages_accounts,
    Act.CHANGE_CHARACTERISTICS: manages_accounts,
    Act.READ_PEOPLE: manages_accounts,
    Act.READ_PERSON: manages_accounts,
    Act.OPEN_ACCOUNT: manages_accounts,
    Act.READ_APPOINTMENTS: sees_posts,
    Act.READ_APPOINTMENT: sees_posts,
    Act.APPOINT: may_grant,
    Act.APPROVE_APPOINTMENT: may_approve,
    Act.END_APPOINTMENT: may_end,
    # Decision 26: approved in advance by two people, so nobody is asked on the day. It
    # opens nothing before a second factor: that is asked for when a record is opened.
    Act.TAKE_COVER: granted({Role.STAND_IN_DSL: yes}),
    Act.HAND_BACK_COVER: granted({Role.ACTING_DSL: yes}),
    Act.ADD_DUTY_TURN: keeps_settings,
    Act.REMOVE_DUTY_TURN: keeps_settings,
    Act.ADD_CLASS: manages_accounts,
    Act.ENROL: manages_accounts,
    Act.END_ENROLMENT: manages_accounts,
    Act.RESUME_ENROLMENT: manages_accounts,
    Act.RELATE: manages_accounts,
    Act.UPLOAD_ROLL: brings_rolls,
    Act.CHECK_ROLL: brings_rolls,
    Act.PUT_ROLL_FORWARD: brings_rolls,
    Act.APPROVE_ROLL: second_person_of_the_roll,
    Act.IMPORT_ROLL: all_of(brings_rolls, approved_where_needed),
    Act.DISCARD_ROLL: any_of(brings_rolls, reads_rolls),
    Act.READ_ROLL: reads_rolls,
    Act.READ_ROLLS: reads_rolls,
}
PEOPLE_WORDINGS: dict[Act, str] = {
    Act.FOUND_TRUST: "founded the trust",
    Act.ADD_SCHOOL: "added a school",
    Act.BEGIN_FOUNDING: "began the founding with two founders",
    Act.READ_FOUNDING: "looked at the founding",
    Act.PROPOSE_POSTS: "proposed who holds the first posts",
    Act.CONFIRM_POSTS: "confirmed who holds the first posts, and closed the founding",
    Act.CHANGE_SETTING: "changed a setting",
    Act.CHANGE_SETTINGS: "changed the school’s settings",
    Act.READ_SETTINGS: "looked at the school’s settings",
    Act.ADD_TERM: "added a term",
    Act.REMOVE_TERM: "removed a term",
    Act.ADD_CLOSURE: "added days without pupils",
    Act.REMOVE_CLOSURE: "removed days without pupils",
    Act.READ_SET_UP: "looked at what is still to be set up",
    Act.ADD_PERSON: "added a person",
    Act.ADD_PUPIL: "added a pupil",
    Act.ADD_STAFF: "added a member of staff",
    Act.ADD_CONTACT: "added an adult of a pupil",
    Act.CHANGE_PERSON: "changed a person’s particulars",
    Act.CHANGE_CHARACTERISTICS: "changed what a pupil is counted by",
    Act.READ_PEOPLE: "looked at a list of people",
    Act.READ_PERSON: "looked at a person’s page",
    Act.OPEN_ACCOUNT: "opened an account",
    Act.READ_APPOINTMENTS: "looked at who holds which role",
    Act.READ_APPOINTMENT: "looked at one role",
    Act.APPOINT: "granted a role",
    Act.APPROVE_APPOINTMENT: "approved a role that another person granted",
    Act.END_APPOINTMENT: "ended a role",
    Act.TAKE_COVER: "took cover for the safeguarding lead",
    Act.HAND_BACK_COVER: "handed cover back",
    Act.ADD_DUTY_TURN: "put somebody on the duty rota",
    Act.REMOVE_DUTY_TURN: "took somebody off the duty rota",
    Act.ADD_CLASS: "added a class",
    Act.ENROL: "put a person in a class",
    Act.END_ENROLMENT: "recorded that a pupil leaves the school",
    Act.RESUME_ENROLMENT: "recorded that a pupil is back at the school",
    Act.RELATE: "recorded an adult of a pupil",
    Act.UPLOAD_ROLL: "brought a roll to be checked",
    Act.CHECK_ROLL: "had a roll checked again",
    Act.PUT_ROLL_FORWARD: "asked the head to approve a roll",
    Act.APPROVE_ROLL: "approved a roll that another person brought",
    Act.IMPORT_ROLL: "imported a roll",
    Act.DISCARD_ROLL: "discarded a roll",
    Act.READ_ROLL: "looked at what a roll would change",
    Act.READ_ROLLS: "looked at the rolls that were brought",
}
