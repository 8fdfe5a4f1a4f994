"""Addresses of hard moments by what they name: a case, a record, a line of the ledger.

Records of the same kind in another school, and behind the wall, are tried beside the
acts themselves (tests/examinations, tests/force, tests/police_visits).
"""

OF_A_CASE = (
    *("breaches.breaches", "breaches.cite_clause"),
    "force.force_of_case",
    "police_visits.visits_of_case",
    *(
        f"intimate_images.{name}"
        for name in (
            *("image", "add_number", "answer_managing", "close_image"),
            *("decide_viewing", "plan_safety", "propose_managing"),
            *("record_removal", "review_first", "review_plan", "secure_device"),
        )
    ),
)
OF_A_RECORD = (
    *(
        f"examinations.{name}"
        for name in (
            *("examination", "add_deviation", "answer_deviations", "answer_erasing"),
            *("answer_evidence", "answer_response", "authorise_examination"),
            *("decline_examination", "erase_data"),
            *("propose_erasing", "propose_response", "record_done_examination"),
            *("record_examination", "record_finding", "record_good_reason"),
        )
    ),
    *(
        f"force.{name}"
        for name in (
            *("force", "add_to_force", "print_letter", "print_record"),
            *("review_force", "tell_council", "tell_parents"),
        )
    ),
    *(
        f"police_visits.{name}"
        for name in (
            *("visit", "add_to_visit", "call_police", "close_visit"),
            *("decide_against_visit", "plan_aftercare"),
            *("print_record", "record_adult", "record_attendance"),
            *("record_outcome", "record_visit_parents"),
            *("visits_of_search", "weigh_visit"),
        )
    ),
)
# The last of two references is the wrong one.
OF_TWO = (
    "breaches.withdraw_citation",
    *("intimate_images.enter_child", "intimate_images.print_child"),
    *("evidence.download_file", "hand_in.end_permission"),
)
OF_THE_LEDGER = (
    *("close_loss", "loss", "tell_parent", "record_loss"),
    *("collect_phones", "earlier_phones", "mark_phones", "print_phones"),
    *("end_exemption", "review_exemption"),
)
