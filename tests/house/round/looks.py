"""Every page that is looked at."""

from tests.house.round.places import (
    account,
    adult_draft,
    allegation,
    blocked,
    case,
    closed,
    concern,
    draft,
    looked_into,
    opened,
    own,
    ready,
    referral,
    roll,
    somebody,
    technical,
    waiting,
    watched,
)
from tests.house.round.walking import Walk
from tests.house.round.who import DSL, HEAD, ICT, NO_RECORD

LOOKS: dict[str, Walk] = {
    "cases.home": Walk(leaves="own_concerns.read"),
    "cases.raise_concern": Walk(why_none=NO_RECORD),
    "cases.paper_form": Walk(why_none="a form without data"),
    "cases.draft": Walk(at=draft, leaves="draft.read"),
    "cases.discard_draft": Walk(at=draft, leaves="draft.read"),
    "cases.receipt": Walk(at=own, leaves="own_concern.read"),
    "cases.own_concern": Walk(at=own, leaves="own_concern.read"),
    "cases.add_to_concern": Walk(at=own, leaves="own_concern.read"),
    "cases.queue": Walk(**DSL, leaves="queue.read"),
    "cases.queue_count": Walk(**DSL, why_none="a number and nothing else"),
    "cases.cases": Walk(**DSL, leaves="cases.read"),
    "cases.technical_queue": Walk("ict", leaves="technical_queue.read"),
    "cases.technical_incident": Walk(
        "digital_safety", at=technical, leaves="technical_incident.read"
    ),
    "cases.find": Walk(**DSL, why_none=NO_RECORD),
    "cases.concern": Walk(**DSL, at=concern, leaves="concern.read"),
    "cases.acknowledge_concern": Walk(**DSL, at=concern, leaves="concern.read"),
    "cases.suspect_image": Walk(**DSL, at=concern, leaves="concern.read"),
    "cases.give_feedback": Walk(**DSL, at=opened, leaves="concern.read"),
    "cases.open_case": Walk(**DSL, at=opened, leaves="concern.read"),
    "cases.join_case": Walk(**DSL, at=opened, leaves="concern.read"),
    "cases.case": Walk(**DSL, at=case, leaves="case.read"),
    "cases.print_case": Walk(**DSL, at=case, leaves="case.printed"),
    "cases.add_entry": Walk(**DSL, at=case, leaves="case.read"),
    "cases.decide_case": Walk(**DSL, at=case, leaves="case.read"),
    "cases.record_parents": Walk(**DSL, at=case, leaves="case.read"),
    "cases.record_contact": Walk(**DSL, at=case, leaves="case.read"),
    "cases.record_meeting": Walk(**DSL, at=case, leaves="case.read"),
    "cases.set_risk": Walk(**DSL, at=case, leaves="case.read"),
    "cases.watch_case": Walk(**DSL, at=ready, leaves="case.read"),
    "cases.review_case": Walk(**DSL, at=watched, leaves="case.read"),
    "cases.suspect_image_in_case": Walk(**DSL, at=case, leaves="case.read"),
    "cases.close_case": Walk(**DSL, at=case, leaves="case.read"),
    "cases.reopen_case": Walk(**DSL, at=closed, leaves="case.read"),
    "cases.refer_case": Walk(**DSL, at=case, leaves="referral.prepared"),
    "cases.follow_referral": Walk(**DSL, at=referral, leaves="referral.prepared"),
    "allegations.raise_adult_concern": Walk(why_none=NO_RECORD),
    "allegations.adult_paper_form": Walk(why_none="a form without data"),
    "allegations.adult_draft": Walk(at=adult_draft, leaves="adult_draft.read"),
    "allegations.discard_adult_draft": Walk(at=adult_draft, leaves="adult_draft.read"),
    "allegations.adult_concerns": Walk(**HEAD, leaves="adult_concerns.read"),
    "allegations.adult_concern": Walk(
        **HEAD, at=allegation, leaves="adult_concern.read"
    ),
    "allegations.add_review_note": Walk(
        **HEAD, at=allegation, leaves="adult_concern.read"
    ),
    "allegations.contact_lado": Walk(
        **HEAD, at=allegation, leaves="adult_concern.read"
    ),
    "allegations.decide_adult_concern": Walk(
        **HEAD, at=allegation, leaves="adult_concern.read"
    ),
    "allegations.add_subject": Walk(**HEAD, at=allegation, leaves="adult_concern.read"),
    "allegations.finish_adult_concern": Walk(
        **HEAD, at=looked_into, leaves="adult_concern.read"
    ),
    "inspection.own_trail": Walk(leaves="own_trail.read"),
    "inspection.school_trail": Walk(**HEAD, leaves="school_trail.read"),
    "inspection.technical_trail": Walk(**ICT, leaves="technical_trail.read"),
    "inspection.trail_counts": Walk("executive_head", leaves="school_trail.counted"),
    "inspection.verify_trail": Walk(why_none="sizes and roots; proving is its POST"),
    "identity.sign_in": Walk("a stranger", why_none=NO_RECORD),
    "identity.account": Walk(leaves="account.read"),
    "identity.add_authenticator": Walk(why_none=NO_RECORD),
    "identity.add_passkey": Walk(why_none=NO_RECORD),
    "identity.change_password": Walk(why_none=NO_RECORD),
    "identity.disown_sign_ins": Walk(why_none=NO_RECORD),
    "identity.elevate": Walk(why_none=NO_RECORD),
    "identity.blank": Walk(why_none=NO_RECORD, alone=True),
    "identity.accounts": Walk(**ICT, leaves="accounts.read"),
    "identity.kept_account": Walk(**ICT, at=account, leaves="kept_account.read"),
    "identity.block_account": Walk(**ICT, at=account, leaves="kept_account.read"),
    "identity.unblock_account": Walk(**ICT, at=blocked, leaves="kept_account.read"),
    "identity.request_factor_reset": Walk(
        **ICT, at=account, leaves="kept_account.read"
    ),
    "people.people": Walk(**ICT, leaves="people.read"),
    "people.person": Walk(**ICT, at=somebody, leaves="person.read"),
    "people.add_person": Walk(**ICT, why_none=NO_RECORD),
    "people.add_pupil": Walk(**ICT, why_none=NO_RECORD),
    "people.add_staff": Walk(**ICT, why_none=NO_RECORD),
    "people.add_contact": Walk(
        **ICT, at=lambda h: {"person_ref": h.world["ellis"]}, leaves="person.read"
    ),
    "people.change_person": Walk(**ICT, at=somebody, leaves="person.read"),
    "people.upload_roll": Walk(**ICT, leaves="rolls.read"),
    "people.roll": Walk(**ICT, at=roll, leaves="roll.read"),
    "people.roll_template": Walk(
        **ICT,
        at=lambda h: {"kind": "pupils", "variant": "empty"},
        why_none="an empty table to fill in",
    ),
    "people.appointments": Walk(**HEAD, leaves="appointments.read"),
    "people.appoint": Walk(**HEAD, leaves="appointments.read"),
    "people.approve_appointment": Walk(**HEAD, at=waiting, leaves="appointment.read"),
    "people.end_appointment": Walk(**HEAD, at=waiting, leaves="appointment.read"),
    "people.set_up": Walk("head", leaves="set_up.read"),
    "people.settings": Walk("head", leaves="settings.read"),
    "people.add_term": Walk("head", why_none=NO_RECORD),
    "people.add_closure": Walk("head", why_none=NO_RECORD),
    "people.add_duty_turn": Walk("head", why_none=NO_RECORD),
    "cases.take_cover": Walk("head", why_none="numbers and posts, no record"),
    "cases.hand_back_cover": Walk("head", why_none=NO_RECORD),
}
