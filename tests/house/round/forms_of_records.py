"""Every form about a record: concerns, cases, the vault, the trail."""

import io

from tests.cases import worked
from tests.evidence.attached import PDF
from tests.house.round.filling import page, ref, row
from tests.house.round.places import (
    adult_draft,
    allegation,
    case,
    closed,
    concern,
    draft,
    holder,
    in_error,
    known_child,
    link,
    looked_into,
    need,
    notice,
    opened,
    own,
    ready,
    referral,
    sent,
    technical,
    watched,
)
from tests.house.round.walking import House, Walk
from tests.house.round.who import CEDAR, DSL, HEAD, TODAY, WORDS

ASKED_BY_SCRIPT = "names to choose from, as the page itself offers them"
UPKEEP = "house-keeping of its own, on the closed list"
NOBODY_YET = "somebody who is not signed in asks for a challenge"


TO_RECORDS: dict[str, Walk] = {
    "cases.raise_concern": Walk(
        fields=row(**{"children-0-ref": ref("ellis"), "narrative": WORDS}),
        leaves="concern.raised",
    ),
    "cases.save_draft": Walk(
        from_page=page("/concerns/raise"),
        fields=row(narrative=WORDS),
        why_none=UPKEEP,
    ),
    "cases.discard_draft": Walk(at=draft, leaves="draft.discarded"),
    "cases.find_pupil": Walk(
        from_page=page("/concerns/raise"),
        fields=row(text="maya"),
        why_none=ASKED_BY_SCRIPT,
    ),
    "cases.find_colleague": Walk(
        from_page=page("/concerns/raise"),
        fields=row(text="ruth"),
        why_none=ASKED_BY_SCRIPT,
    ),
    "cases.add_to_concern": Walk(
        at=own, fields=row(text=WORDS), leaves="concern.added_to"
    ),
    "cases.acknowledge_concern": Walk(**DSL, at=concern, leaves="concern.acknowledged"),
    "cases.technical_incident": Walk(
        "digital_safety", at=technical, leaves="concern.acknowledged"
    ),
    "evidence.attach_file": Walk(
        **DSL,
        at=holder,
        fields=lambda h: {
            "file": (io.BytesIO(PDF), "letter.pdf"),
            "about": WORDS,
            "declared": "y",
        },
        leaves="file.attached",
    ),
    "cases.suspect_image": Walk(**DSL, at=opened, leaves="intimate_image.suspected"),
    "cases.give_feedback": Walk(
        **DSL, at=opened, fields=row(text=WORDS), leaves="feedback.given"
    ),
    "cases.open_case": Walk(
        **DSL,
        at=opened,
        fields=row(
            title=worked.TITLE,
            category="cyber_bullying",
            level="C3",
            lead_ref=ref("dsl"),
        ),
        leaves="case.opened",
    ),
    "cases.join_case": Walk(
        **DSL, at=opened, fields=row(case_ref=House.case), leaves="case.joined"
    ),
    "cases.relink_concern": Walk(
        **DSL,
        at=opened,
        fields=row(
            before=ref("ellis"), found=ref("jayden"), part="harmed", reason=WORDS
        ),
        leaves="concern.relinked",
    ),
    "cases.refer_to_sanction": Walk(
        **DSL, at=case, fields=row(number="BEH-2291"), leaves="sanction.referred_to"
    ),
    "cases.mark_body": Walk(
        **DSL,
        at=case,
        fields=row(
            child=ref("ellis"),
            region="upper_arm",
            view="back",
            hand="left",
            kind="bruise",
            looks=WORDS,
        ),
        leaves="body_map.marked",
    ),
    "cases.send_concern": Walk(
        **DSL,
        at=opened,
        fields=row(to_school_ref=lambda h: h.world.cedar, reason=WORDS),
        leaves="concern.sent",
    ),
    "cases.answer_transfer": Walk(
        **CEDAR, at=sent, fields=row(answer="accepted"), leaves="transfer.answered"
    ),
    "cases.propose_void": Walk(
        **DSL, at=opened, fields=row(reason=WORDS), leaves="concern.void_proposed"
    ),
    "cases.answer_void": Walk(
        **DSL,
        at=in_error,
        fields=row(answer="agreed"),
        leaves="concern.void_answered",
    ),
    "cases.add_entry": Walk(
        **DSL,
        at=case,
        fields=row(kind="note", text=WORDS, on_date=TODAY, at_time="13:40"),
        leaves="case.added_to",
    ),
    "cases.decide_case": Walk(
        **DSL,
        at=case,
        fields=row(
            outcome="internal_support",
            reason_internal_support=worked.REASON,
        ),
        leaves="case.decided",
    ),
    "cases.record_parents": Walk(
        **DSL,
        at=case,
        fields=row(answer="told", words=WORDS),
        leaves="parents.recorded",
    ),
    "cases.record_contact": Walk(
        **DSL,
        at=case,
        fields=row(outcome="not_told_no_need", said=WORDS),
        leaves="parents.contacted",
    ),
    "cases.record_meeting": Walk(
        **DSL,
        at=case,
        fields=row(kind="internal", attended=WORDS, decided=WORDS),
        leaves="meeting.recorded",
    ),
    "cases.set_risk": Walk(
        **DSL, at=case, fields=row(level="low", reason=WORDS), leaves="risk.set"
    ),
    "cases.watch_case": Walk(
        **DSL,
        at=ready,
        fields=row(look_for=WORDS, review_on="2026-12-08"),
        leaves="monitoring.begun",
    ),
    "cases.review_case": Walk(
        **DSL,
        at=watched,
        fields=row(seen_words=WORDS, then="close"),
        leaves="monitoring.reviewed",
    ),
    "cases.suspect_image_in_case": Walk(
        **DSL, at=case, leaves="intimate_image.suspected"
    ),
    "cases.close_case": Walk(
        **DSL, at=ready, fields=row(summary=worked.ENDED), leaves="case.closed"
    ),
    "cases.reopen_case": Walk(
        **DSL, at=closed, fields=row(reason=WORDS), leaves="case.reopened"
    ),
    "cases.refer_case": Walk(
        **DSL,
        at=case,
        fields=row(
            agency="police",
            how="made",
            method="telephone",
            on_date=TODAY,
            at_time="13:40",
            spoke_to="PC 2291",
        ),
        leaves="case.referred",
    ),
    "cases.follow_referral": Walk(
        **DSL,
        at=referral,
        fields=row(
            kind="outcome", outcome="accepted", on_date=TODAY, at_time="13:41", text="x"
        ),
        leaves="case.referral_followed",
    ),
    "cases.find": Walk(**DSL, fields=row(text="ellis"), leaves="records.found"),
    "cases.read_notice": Walk(
        "dsl", at=notice, from_page=page("/account"), form=0, why_none=UPKEEP
    ),
    "allegations.raise_adult_concern": Walk(
        fields=row(
            **{
                "adults-0-ref": ref("counsellor"),
                "narrative": WORDS,
                "press": "send_adult",
            }
        ),
        leaves="adult_concern.raised",
    ),
    "allegations.save_adult_draft": Walk(
        from_page=page("/concerns/adult"),
        fields=row(narrative=WORDS),
        why_none=UPKEEP,
    ),
    "allegations.discard_adult_draft": Walk(
        at=adult_draft, leaves="adult_draft.discarded"
    ),
    "allegations.find_child": Walk(
        from_page=page("/concerns/adult"),
        fields=row(text="maya"),
        why_none=ASKED_BY_SCRIPT,
    ),
    "allegations.find_colleague": Walk(
        from_page=page("/concerns/adult"),
        fields=row(text="ruth"),
        why_none=ASKED_BY_SCRIPT,
    ),
    "allegations.add_review_note": Walk(
        **HEAD,
        at=allegation,
        fields=row(kind="note", text=WORDS),
        leaves="adult_concern.noted",
    ),
    "allegations.contact_lado": Walk(
        **HEAD,
        at=allegation,
        fields=row(on_date=TODAY, at_time="13:40", spoke_to="Ms Ferro", advice=WORDS),
        leaves="adult_concern.lado_contacted",
    ),
    "allegations.decide_adult_concern": Walk(
        **HEAD,
        at=lambda h: (h.allegation(), looked_into(h))[1],
        fields=row(outcome="allegation", reason=WORDS),
        leaves="adult_concern.decided",
    ),
    "allegations.add_subject": Walk(
        **HEAD,
        at=allegation,
        fields=row(**{"adults-0-ref": ref("tutor"), "press": "send"}),
        leaves="adult_concern.subject_added",
    ),
    "allegations.finish_adult_concern": Walk(
        **HEAD,
        at=looked_into,
        fields=row(summary=WORDS),
        leaves="adult_concern.finished",
    ),
    "children.record_need": Walk(
        **DSL,
        at=known_child,
        fields=row(kind="young_carer", from_on=TODAY, told_by="parent"),
        leaves="need.recorded",
    ),
    "children.change_need": Walk(
        **DSL,
        at=need,
        fields=row(from_on=TODAY, told_by="parent", details=WORDS),
        leaves="need.changed",
    ),
    "children.link_child": Walk(
        **DSL,
        at=known_child,
        fields=row(
            name="jayden", other_ref=ref("jayden"), kind="associate", reason=WORDS
        ),
        leaves="child.linked",
    ),
    "children.unlink_child": Walk(
        **DSL, at=link, fields=row(reason=WORDS), leaves="child.unlinked"
    ),
    "inspection.verify_trail": Walk(leaves="trail.verified"),
}
