"""Rows that no act does yet, and acts of which no row speaks."""

# Rows of the matrix that no act of this product does yet.
COMES_LATER = frozenset(
    {
        *("share_case_part", "break_glass"),
        "export_case",
        *("destroy_record", "read_trail_case", "cosign_trail"),
        *("decide_unblock", "sign_off_filter_check"),
    }
)
# Acts that no row of the matrix speaks of, and why that is right.
OUTSIDE_THE_MATRIX: dict[str, str] = {
    **dict.fromkeys(
        [
            *("campaign.carried_on", "campaign_letters.taken"),
            *("campaign_letters.set", "campaign_letters.finished"),
            "campaign_letters.downloaded",
        ],
        "what a campaign does by itself, and whoever asked for letters takes them:"
        " tests/campaigns",
    ),
    "agreement_text.read": "what everybody signs, everybody here reads:"
    " tests/agreements",
    **dict.fromkeys(
        [
            *("sign_in.begun", "sign_in.failed", "sign_in.ended", "sign_in.moved"),
            "sign_in.slowed",
            *("sign_in.disowned", "elevation.begun", "elevation.failed"),
            *("elevation.ended", "authenticator.added", "passkey.added"),
            *("factor.removed", "recovery_codes.renewed", "password.changed"),
            "account.read",
        ],
        "one’s own account and sign-in: tests/identity",
    ),
    **dict.fromkeys(
        [
            *("trust.founded", "school.added", "founding.begun", "founding.read"),
            *("founding.proposed", "founding.confirmed"),
        ],
        "the first start, once: tests/identity/test_founding.py",
    ),
    **dict.fromkeys(
        [
            *("setting.changed", "settings.changed", "settings.read", "set_up.read"),
            *("term.added", "term.removed", "closure.added", "closure.removed"),
            *("appointments.read", "appointment.read"),
            *("duty_turn.added", "duty_turn.removed"),
        ],
        "local numbers, terms and posts: no row of the matrix, no case content",
    ),
    **dict.fromkeys(
        ["cover.taken", "cover.handed_back", "clock.ran_out"],
        "a right approved in advance, and who hears of a clock: test_cover.py",
    ),
    **dict.fromkeys(
        [
            *("action.read", "action.finished", "action.handed_over"),
            "actions.reminded",
        ],
        "an action’s own line, for whoever is to do it: tests/actions",
    ),
    **dict.fromkeys(
        [
            *("examination.read", "good_reason.recorded", "examination.declined"),
            *("examination.recorded", "examination.recorded_after"),
            *("finding.recorded", "examination.halted"),
            *("examination.deviation_added", "examination.deviations_answered"),
            "signatures.read",
        ],
        "what was done, by whoever did it, and what waits: tests/examinations",
    ),
    **dict.fromkeys(
        [
            *("complaint.recorded", "own_complaint.read", "complaints.read"),
            *("complaint.read", "complaint.printed", "complaint.acknowledged"),
            *("complaint.assigned", "complaint.linked", "complaint.added_to"),
            *("complaint.answered", "complaint.taken_further", "complaint.closed"),
            *("complaint_panel.convened", "complaint.overdue"),
        ],
        "complaints, of which no row speaks: whoever handles one, never whoever acted"
        " in what it is about: tests/complaints",
    ),
    **dict.fromkeys(
        [
            *("agreements.issued", "agreements.withdrawn", "agreements.expired"),
            *("agreement_links.made", "agreement_links.revoked"),
        ],
        "what a campaign does for whoever runs it, and by itself: tests/agreements",
    ),
    **dict.fromkeys(
        [
            *("agreement_link.opened", "agreement_link.signed"),
            *("agreement_link.declined", "agreement_receipt.read"),
            *("sitting.shown", "sitting_agreement.read", "sitting_agreement.signed"),
            *("sitting_agreement.declined", "agreement_links.slowed"),
        ],
        "whoever holds a letter or a shared tablet, one agreement: tests/agreements",
    ),
    **dict.fromkeys(
        [
            *("sittings.read", "sitting.opened", "sitting.read", "sitting.ended"),
            *("visitor_agreements.read", "visitor_agreement.signed"),
        ],
        "a teacher of the class, the front desk; and whoever runs it: tests/agreements",
    ),
    **dict.fromkeys(
        [
            *("own_devices.read", "device.attested", "device_attestations.read"),
            *("device_attestations.exported", "device_help.read", "device_help.given"),
            *("device_loss.recorded", "own_device_loss.read", "device_losses.read"),
            *("device_losses.exported", "device_loss.read", "device_loss.found"),
            *("device_loss.step_recorded", "device_loss.decided"),
            *("device_loss.closed", "device_loss.reminded"),
        ],
        "work devices, of which no row speaks: one’s own, those who help, the data"
        " protection officer: tests/work_devices",
    ),
    **dict.fromkeys(
        ["item.seized", "seal.broken", "item.sealed", "item.stored"],
        "whoever took an item records that and keeps it (decision 20): tests/custody",
    ),
    **dict.fromkeys(
        [
            *("item.charge_taken", "hold.lifted", "item.decided"),
            *("store.added", "store.closed", "item.overdue", "store.uncounted"),
        ],
        "fewer than the row lets, or the clocks: tests/custody",
    ),
    **dict.fromkeys(
        [
            *("pupil_phone.read", "phone_permission.recorded"),
            *("phone_permission.ended", "phone_exemptions.read"),
            *("phone_exemption.read", "phone_exemption.granted"),
            *("phone_exemption.reviewed", "phone_exemption.ended"),
            *("phone_losses.read", "phone_loss.read", "phone_loss.parent_told"),
            "phone_loss.closed",
        ],
        "registers, narrower than hand_in_phones: tests/hand_in/test_registers.py",
    ),
    **dict.fromkeys(
        [
            *("own_training.read", "training_session.read", "training.booked"),
            *("training.given_up", "reading.attested"),
        ],
        "one’s own training, of everybody who works here: tests/training",
    ),
    "training_need.ended": "planners, and the timer when somebody has left: "
    "tests/training/test_needs.py",
    "training_certificate.printed": "whoever has it, and planners: tests/training",
    "training.reminded": "the timer alone: tests/training/test_recording.py",
    "phones.reminded": "the timer alone: tests/hand_in/test_reminding.py",
    **dict.fromkeys(
        ["self_audits.kept_up", "self_audits.reminded"],
        "the timer, and for reminding a reviewer too: tests/audits/test_keeping_up.py",
    ),
    **dict.fromkeys(
        [
            *("force.recorded", "force.read", "forces.read", "force_of_case.read"),
            *("force.printed", "force.added_to", "force.parents_told"),
            *("force.council_told", "force.reviewed"),
        ],
        "the statutory record of force, of which no row speaks: everybody writes their"
        " own, those who lead read all (nearest: review_search): tests/force",
    ),
    "file.refused": "whoever sees the record, and opens nothing: tests/evidence",
    **dict.fromkeys(
        [
            *("police_visit.considered", "police_visit.weighed"),
            *("police_visit.decided_against", "police_visit.called"),
            *("police_visit.recorded", "police_visit.attended"),
            *("police_visit.adult_recorded", "police_visit.parents_recorded"),
            *("police_visit.outcome_recorded", "police_visit.aftercare_planned"),
            *("police_visit.added_to", "police_visit.closed", "police_visit.read"),
            *("police_visit.prepared", "police_visit.printed", "police_visits.read"),
            "police_visits_of_case.read",
        ],
        "the police in school, of which no row speaks: the DSL, deputies, the head and"
        " the executive head (nearest: refer_to_agency, review_search):"
        " tests/police_visits",
    ),
    **dict.fromkeys(
        ["transfer.received"],
        "inside accepting what was sent, alone: tests/cases/test_sending.py",
    ),
    **dict.fromkeys(
        [
            *("search_authorities.read", "search_adviser.named"),
            *("search_adviser.ended", "search_rules.set"),
        ],
        "the list itself, whom the trust names, the rules: tests/searches",
    ),
    **dict.fromkeys(
        [
            *("search.read", "search.printed", "search.receipt_read"),
            "searches.read",
        ],
        "one’s own, safeguarding’s and the head’s: tests/searches",
    ),
    "search.recorded": "never refused to anybody who works here (decision 20)",
    **dict.fromkeys(
        [
            *("search.urgency_assessed", "search.advice_requested"),
            *("search.authority_checked", "search.explained"),
            *("search.cooperation_recorded", "search.conducted", "search.called_off"),
        ],
        "the steps of one’s own search: tests/searches/test_course.py",
    ),
    **dict.fromkeys(
        [
            *("search.finding_recorded", "search.image_suspected", "search.added_to"),
            *("search.parents_informed", "search.concern_raised"),
        ],
        "one’s own, or safeguarding’s, once it was done: tests/searches",
    ),
    **dict.fromkeys(
        ["intimate_image.opened", "intimate_image.begun", "intimate_image.reminded"],
        "an image that is suspected opens its own process: tests/intimate_images",
    ),
    **dict.fromkeys(
        [
            *("intimate_image.managing_proposed", "intimate_image.managing_read"),
            "intimate_image.managing_answered",
        ],
        "whoever is next in line signs, and nobody else: test_signing.py",
    ),
    **dict.fromkeys(
        ["intimate_image.viewing_decided"],
        "the DSL’s alone, stricter than its row: test_keeping_safe.py",
    ),
    **dict.fromkeys(
        ["backup.taken", "backup.restored", "trail.listed"],
        "the operator at the console alone",
    ),
}
