"""Every form about people: signing in, accounts, the roll, posts, settings."""

import io

from school.foundation.actor import Role
from school.foundation.references import new_ref
from tests.house.round.filling import (
    first,
    page,
    person_page,
    roll_page,
    row,
)
from tests.house.round.places import (
    account,
    acting,
    blocked,
    closure,
    duty_turn,
    factor,
    forward,
    leaver,
    pupil,
    reset,
    roll,
    sign_in,
    somebody,
    stand_in,
    term,
    waiting,
)
from tests.house.round.walking import Walk
from tests.house.round.who import DSL, HEAD, ICT, WORDS
from tests.identity.proving import PASSWORD, code, with_password

ROLL = (
    b"roll_number,given_name,family_name,born_on,sex,upn,form,year\n"
    b"0471,Ada,Lovelane,2014-05-04,F,,8K,8\n"
)

TO_PEOPLE: dict[str, Walk] = {
    "identity.sign_in": Walk(
        "a stranger",
        at=lambda h: first(with_password(h.world, "tutor")),
        fields=row(username="tutor", password=PASSWORD),
        leaves="sign_in.begun",
    ),
    "identity.sign_out": Walk(
        from_page=page("/account"), form=0, leaves="sign_in.ended", alone=True
    ),
    "identity.blank": Walk(
        **DSL, from_page=page("/account"), form=0, leaves="elevation.ended", alone=True
    ),
    "identity.drop_elevation": Walk(
        **DSL, from_page=page("/account"), form=0, leaves="elevation.ended", alone=True
    ),
    "identity.elevate": Walk(
        "volunteer",
        at=lambda h: first(with_password(h.world, "volunteer", app=True)),
        fields=lambda h: {"code": code()},
        leaves="elevation.begun",
    ),
    "identity.switch_acting_school": Walk(
        "executive_head",
        from_page=page("/account"),
        form=0,
        fields=lambda h: {"school_ref": h.world.cedar},
        leaves="sign_in.moved",
        alone=True,
    ),
    "identity.open_account": Walk(
        **ICT,
        at=somebody,
        from_page=person_page,
        fields=lambda h: {"username": new_ref().lower()},
        leaves="account.opened",
    ),
    "identity.issue_password": Walk(
        **ICT, at=account, from_page=person_page, form=0, leaves="password.issued"
    ),
    "identity.hand_over_slip": Walk(
        **ICT, at=account, from_page=person_page, form=0, leaves="password.handed_over"
    ),
    "identity.block_account": Walk(
        **ICT, at=account, fields=row(why="misuse"), leaves="account.blocked"
    ),
    "identity.unblock_account": Walk(
        **ICT,
        at=blocked,
        fields=row(
            steps=["spoke_in_person", "looked_at_sign_ins", "told_of_break_in"],
            note=WORDS,
        ),
        leaves="account.unblocked",
    ),
    "identity.request_factor_reset": Walk(
        **ICT,
        at=account,
        fields=row(why="device_lost"),
        leaves="factor_reset.requested",
    ),
    "identity.reset_factors": Walk(
        **ICT, at=reset, from_page=person_page, form=0, leaves="factor_reset.approved"
    ),
    "identity.end_sign_in": Walk(
        at=sign_in, from_page=page("/account"), form=0, leaves="sign_in.ended"
    ),
    "identity.end_other_sign_ins": Walk(
        at=lambda h: first(sign_in(h)),
        from_page=page("/account"),
        form=0,
        leaves="sign_in.ended",
        alone=True,
    ),
    "identity.remove_factor": Walk(
        "teacher",
        reason=DSL["reason"],
        at=factor,
        from_page=page("/account"),
        form=0,
        leaves="factor.removed",
        alone=True,
    ),
    "people.find_people": Walk(
        **ICT,
        from_page=page("/people"),
        fields=row(words="maya"),
        leaves="people.read",
    ),
    "people.add_pupil": Walk(
        **ICT,
        fields=row(given_name="Nia", family_name="Brandlow", form_title="8K", sex=""),
        leaves="pupil.added",
    ),
    "people.add_staff": Walk(
        **ICT,
        fields=row(given_name="Bo", family_name="Lundle", role="teacher"),
        leaves="staff.added",
    ),
    "people.add_contact": Walk(
        **ICT,
        at=lambda h: {"person_ref": h.world["ellis"]},
        fields=row(given_name="Ida", family_name="Thornlow", kind="mother"),
        leaves="contact.added",
    ),
    "people.change_person": Walk(
        **ICT,
        at=somebody,
        fields=row(given_name="Nia", family_name="Brandt", sex=""),
        leaves="person.changed",
    ),
    "people.change_characteristics": Walk(
        **ICT,
        at=pupil,
        fields=row(ethnicity="MOTH", send="K", meals=""),
        leaves="characteristics.changed",
    ),
    "people.end_enrolment": Walk(
        **ICT,
        at=pupil,
        fields=row(last_on="24/11/2026"),
        leaves="enrolment.ended",
    ),
    "people.resume_enrolment": Walk(
        **ICT,
        at=leaver,
        fields=lambda h: {"class_ref": h.world.classes["8K"]},
        leaves="enrolment.resumed",
    ),
    "people.upload_roll": Walk(
        **ICT,
        fields=lambda h: {"kind": "pupils", "file": (io.BytesIO(ROLL), "roll.csv")},
        leaves="roll.uploaded",
    ),
    "people.check_roll": Walk(
        **ICT, at=roll, from_page=roll_page, leaves="roll.checked"
    ),
    "people.put_roll_forward": Walk(
        **ICT, at=roll, from_page=roll_page, leaves="roll.put_forward"
    ),
    "people.import_roll": Walk(
        **ICT, at=roll, from_page=roll_page, leaves="roll.imported"
    ),
    "people.discard_roll": Walk(
        **ICT, at=roll, from_page=roll_page, leaves="roll.discarded"
    ),
    "people.approve_roll": Walk(
        **HEAD, at=forward, from_page=roll_page, leaves="roll.approved"
    ),
    "people.appoint": Walk(
        **HEAD,
        fields=lambda h: {
            "role": Role.DIGITAL_SAFETY.value,
            "person_ref": h.newcomer(),
        },
        leaves="appointment.granted",
    ),
    "people.approve_appointment": Walk(
        **HEAD, at=waiting, leaves="appointment.approved"
    ),
    "people.end_appointment": Walk(**HEAD, at=waiting, leaves="appointment.ended"),
    "people.settings": Walk(
        "head", fields=row(lado_number="01632 960122"), leaves="settings.changed"
    ),
    "people.add_term": Walk(
        "head",
        fields=row(name="Spring", begins_on="4/1/2027", ends_on="26/3/2027"),
        leaves="term.added",
    ),
    "people.add_closure": Walk(
        "head",
        fields=row(kind="inset", begins_on="5/1/2027", ends_on="5/1/2027"),
        leaves="closure.added",
    ),
    "people.add_duty_turn": Walk(
        "head",
        fields=lambda h: {
            "person_ref": h.world["deputy_dsl"],
            "begins_on": "1/3/2027",
            "ends_on": "2/3/2027",
        },
        leaves="duty_turn.added",
    ),
    "people.remove_duty_turn": Walk(
        "head",
        at=duty_turn,
        from_page=page("/account"),
        form=0,
        leaves="duty_turn.removed",
    ),
    "cases.take_cover": Walk(
        "counsellor",
        at=stand_in,
        fields=row(reason="dsl_away"),
        leaves="cover.taken",
    ),
    "cases.hand_back_cover": Walk("volunteer", at=acting, leaves="cover.handed_back"),
    "people.remove_term": Walk(
        "head", at=term, from_page=page("/account"), form=0, leaves="term.removed"
    ),
    "people.remove_closure": Walk(
        "head",
        at=closure,
        from_page=page("/account"),
        form=0,
        leaves="closure.removed",
    ),
}
ROLL = (
    b"roll_number,given_name,family_name,born_on,sex,upn,form,year\n"
    b"0471,Ada,Lovelane,2014-05-04,F,,8K,8\n"
)
