"""Which part of the manual helps with which page, and what is listed for whom."""

from school.foundation.actor import Role

# Manuals in the order in which they are listed, and the roles they are listed for.
# Whoever is signed in may read every one: nothing in them is anybody's.
READERS: dict[str, frozenset[Role]] = {
    "staff": frozenset(Role),
    "dsl": frozenset(
        {
            Role.DSL,
            Role.DEPUTY_DSL,
            Role.ACTING_DSL,
            Role.STAND_IN_DSL,
            Role.HEAD,
        }
    ),
    "head": frozenset(
        {
            *(Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.TRUSTEE, Role.FOUNDER),
            *(Role.COUNCILLOR, Role.TRUST_SAFEGUARDING_LEAD, Role.DPO, Role.DSL),
        }
    ),
    "accounts": frozenset(
        {
            *(Role.ICT, Role.HEAD, Role.ROLL_OFFICER, Role.SCHOOL_ADMIN),
            *(Role.SYSTEM_ADMIN, Role.DIGITAL_SAFETY),
        }
    ),
}
# What can be read before signing in: how to sign in.
SIGNED_OUT = frozenset({"signing-in"})

# A topic, or a topic and the task on its page; by the feature, then the endpoint.
_PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "cases": {
        "your-home-page": ("home", "read_notice"),
        "raise-a-concern": ("raise_concern", "draft", "discard_draft"),
        "what-happens-then#the-receipt": ("receipt",),
        "what-happens-then#add-something": ("add_to_concern",),
        "what-happens-then#hear-what-became-of-it": ("own_concern",),
        "when-the-product-does-not-work#on-paper": ("paper_form",),
        "the-queue": ("queue", "cases"),
        "a-concern": ("concern",),
        "a-concern#take-it-on": ("acknowledge_concern",),
        "a-concern#make-a-case-of-it": ("open_case", "join_case"),
        "a-concern#an-intimate-image-is-suspected": (
            "suspect_image",
            "suspect_image_in_case",
        ),
        "a-concern#it-belongs-to-another-child": ("relink_concern",),
        "a-concern#it-belongs-to-another-school": ("send_concern", "answer_transfer"),
        "a-concern#it-was-entered-in-error": ("propose_void", "answer_void"),
        "a-concern#tell-the-reporter": ("give_feedback",),
        "a-case": ("case",),
        "a-case#add-to-it": (
            "add_entry",
            "record_meeting",
            "set_risk",
            "mark_body",
            "refer_to_sanction",
        ),
        "a-case#watch-it": ("watch_case", "review_case"),
        "a-case#print-it-or-take-it-away": ("print_case",),
        "decide-and-refer#decide": ("decide_case",),
        "decide-and-refer#refer": ("refer_case",),
        "decide-and-refer#follow-it-up": ("follow_referral",),
        "parents#record-a-contact": ("record_contact",),
        "parents#what-the-parents-know": ("record_parents",),
        "close-a-case#close": ("close_case",),
        "close-a-case#open-it-again": ("reopen_case",),
        "find": ("find",),
        "when-the-dsl-is-away#take-cover": ("take_cover", "hand_back_cover"),
        "technical-incidents": ("technical_queue", "technical_incident"),
    },
    "evidence": {
        "files#attach-one": ("attach_file",),
    },
    "actions": {
        "an-action-for-you": ("action", "finish_action"),
        "actions-and-handing-over#set-an-action": ("set_action", "case_actions"),
        "actions-and-handing-over#hand-over-one-action": (
            "hand_over_action",
            "cancel_action",
        ),
        "actions-and-handing-over#hand-over-your-work": ("hand_over_work",),
    },
    "bullying": {
        "cyber-bullying": ("bullying", "bullying_patterns", "close_bullying"),
        "cyber-bullying#begin": ("open_bullying", "place_children"),
        "cyber-bullying#test": ("assess_bullying",),
        "cyber-bullying#contain-it-look-into-it-make-a-plan": (
            "contain_bullying",
            "investigate_bullying",
            "agree_bullying_plan",
        ),
        "cyber-bullying#has-it-stopped": ("review_bullying", "relink_bullying"),
    },
    "breaches": {
        "cite-a-clause": ("breaches", "cite_clause"),
        "cite-a-clause#take-it-back": ("withdraw_citation",),
    },
    "harm": {
        "sexual-harm-between-children": ("harm", "harm_patterns"),
        "sexual-harm-between-children#assess-risk-and-needs": (
            "open_harm",
            "assess_harm",
        ),
        "sexual-harm-between-children#review-it": ("review_harm",),
    },
    "force": {
        "use-of-force#record-it-the-same-day": (
            "record_force",
            "force",
            "add_to_force",
        ),
        "use-of-force#tell-the-parents": ("tell_parents", "print_letter"),
        "records-of-force": ("forces", "force_of_case", "print_record"),
        "records-of-force#tell-the-council-instead": ("tell_council",),
        "records-of-force#review-a-use-of-force": ("review_force",),
    },
    "intimate_images": {
        "an-intimate-image": ("image", "secure_device", "enter_child"),
        "an-intimate-image#answer-the-questions": ("review_first",),
        "an-intimate-image#two-signatures": ("propose_managing",),
        "a-second-signature": ("answer_managing",),
        "an-intimate-image#plan-remove-review": (
            *("plan_safety", "record_removal", "add_number", "review_plan"),
            "close_image",
        ),
        "an-intimate-image#somebody-has-to-look": ("decide_viewing",),
        "an-intimate-image#print-one-childs-sheet": ("print_child",),
    },
    "police_visits": {
        "the-police-in-school": ("visits", "visits_of_case", "visits_of_search"),
        "the-police-in-school#weigh-it-before-anybody-calls": (
            *("consider_visit", "weigh_visit", "decide_against_visit", "call_police"),
        ),
        "the-police-in-school#when-they-are-here": (
            *("record_visit", "record_attendance", "record_adult"),
            *("record_visit_parents", "record_outcome"),
        ),
        "the-police-in-school#look-after-the-pupil-and-close": (
            *("visit", "print_record", "plan_aftercare", "add_to_visit"),
            "close_visit",
        ),
    },
    "complaints": {
        "somebody-complains": ("record_complaint", "own_complaint"),
        "complaints": ("complaints", "complaint", "print_complaint"),
        "complaints#give-it-to-somebody": (
            *("acknowledge_complaint", "assign_complaint", "add_to_complaint"),
        ),
        "complaints#say-what-it-is-about": ("link_complaint",),
        "complaints#answer-it": ("answer_complaint",),
        "complaints#take-it-further": ("take_complaint_further", "convene_panel"),
        "complaints#close-it": ("close_complaint",),
    },
    "custody": {
        "items-in-custody": ("custody", "item"),
        "items-in-custody#what-is-kept-too-long": ("take_charge",),
        "items-in-custody#when-the-police-ask": ("hold_item", "lift_hold"),
        "items-in-custody#when-an-image-is-suspected": ("decide_item",),
        "items-in-custody#stores-and-counts": (
            *("stores", "store", "add_store", "close_store", "count_store"),
        ),
        "items-taken-from-pupils#take-an-item-in": ("seize_item",),
        "items-taken-from-pupils#seal-it-and-put-it-away": (
            *("seal_item", "break_seal", "store_item", "print_label"),
            *("retain_item", "release_item"),
        ),
        "items-taken-from-pupils#hand-it-over": (
            *("offer_item", "accept_item", "decline_item", "withdraw_item"),
        ),
        "items-taken-from-pupils#return-it-or-give-it-to-the-police": (
            *("return_item", "hand_to_police", "print_receipt"),
        ),
        "items-taken-from-pupils#dispose-of-it-with-a-second-person": (
            *("propose_disposal", "dispose_item"),
        ),
    },
    "children": {
        "a-child-across-cases": ("child",),
        "a-case#print-it-or-take-it-away": ("print_child",),
        "a-child-across-cases#needs-plans-and-workers": ("record_need", "change_need"),
        "a-child-across-cases#brothers-sisters-and-others": (
            "link_child",
            "unlink_child",
        ),
    },
    "allegations": {
        "a-concern-about-an-adult": ("raise_adult_concern",),
        # As for any draft: one that is not there looks the same of either kind.
        "raise-a-concern": ("adult_draft", "discard_adult_draft"),
        "when-the-product-does-not-work#on-paper": ("adult_paper_form",),
        "concerns-about-adults-sent-to-you": (
            *("adult_concerns", "adult_concern", "add_review_note", "contact_lado"),
            *("decide_adult_concern", "add_subject", "finish_adult_concern"),
        ),
    },
    "agreements": {
        "agreements#read-what-is-signed": ("text",),
        "agreements#sign-your-own": (
            *("own_agreements", "own_agreement", "sign_agreement"),
            *("decline_agreement", "take_back_agreement"),
        ),
        "agreements#sign-with-a-class": (
            *("sittings", "open_sitting", "sitting", "end_sitting"),
        ),
        "agreements#visitors-at-the-front-desk": ("visitors", "sign_for_visitor"),
        "agreements-that-were-signed#read-one": ("agreement",),
        "agreements-that-were-signed#record-a-paper": ("record_paper",),
        "agreements-that-were-signed#it-holds-no-longer": ("withdraw_agreement",),
        "texts-of-agreements": ("templates", "template", "compare_templates"),
        "texts-of-agreements#begin-a-new-version": ("start_template",),
        "texts-of-agreements#change-its-clauses": (
            *("add_clause", "edit_clause", "remove_clause"),
        ),
        "texts-of-agreements#write-it-in-easy-words-or-another-language": (
            *("choose_variant", "write_variant"),
        ),
        "texts-of-agreements#approve-it-and-put-it-in-force": (
            *("approve_template", "make_template_live", "discard_template"),
        ),
        "texts-of-agreements#print-it": ("print_template",),
    },
    "audits": {
        "your-self-audit": ("self_audits", "own_self_audit"),
        "your-self-audit#answer-it": ("submit_self_audit",),
        "your-self-audit#begin-one-yourself": ("begin_self_audit",),
        "self-audits": ("colleagues", "export_csv", "export_xlsx"),
        "self-audits#a-round-each-year": (
            *("open_round", "close_round", "remind_of_self_audits"),
            "ask_self_audit",
        ),
        "self-audits#read-one-and-plan": (
            *("self_audit_of", "review_self_audit", "plan_self_audit"),
            "withdraw_self_audit",
        ),
        "self-audits#gaps-over-the-years": ("gaps",),
    },
    "campaigns": {
        "campaigns-of-agreements": ("campaigns", "campaign", "progress"),
        "campaigns-of-agreements#draft-and-issue-one": (
            *("start_campaign", "change_campaign", "issue_campaign"),
            "discard_campaign",
        ),
        "campaigns-of-agreements#who-has-not-signed": (
            *("unsigned", "print_unsigned", "export_csv", "export_xlsx"),
            "remind_of_campaign",
        ),
        "campaigns-of-agreements#who-said-no": ("refused",),
        "campaigns-of-agreements#letters-to-parents": (
            *("letters", "letters_progress", "download_letters"),
        ),
        "campaigns-of-agreements#close-it": ("close_campaign",),
    },
    "hand_in": {
        "phones": ("ledger", "earlier_phones"),
        "phones#mark-a-class": ("mark_phones",),
        "phones#at-the-end-of-the-day": ("collect_phones",),
        "phones#without-power-or-network": ("print_phones",),
        "phones#lost-or-damaged": (
            *("losses", "loss", "record_loss", "tell_parent", "close_loss"),
        ),
        "phones#what-parents-have-said": (
            *("pupil_phone", "record_permission", "end_permission"),
        ),
        "a-pupil-who-keeps-the-phone": (
            *("exemptions", "grant_exemption", "review_exemption", "end_exemption"),
        ),
    },
    "work_devices": {
        "your-work-devices": ("own_devices",),
        "your-work-devices#confirm-it-once-a-year": ("attest_device",),
        "your-work-devices#lost-or-stolen": ("record_loss", "own_loss"),
        "work-devices-of-colleagues#who-has-confirmed": ("attestations",),
        "work-devices-of-colleagues#help-with-a-device": ("helps", "give_help"),
        "work-devices-of-colleagues#a-device-lost-or-stolen": (
            *("record_step", "record_found"),
        ),
        "a-device-of-a-colleague-is-lost": ("losses", "loss"),
        "a-device-of-a-colleague-is-lost#decide-within-72-hours": ("decide_loss",),
        "a-device-of-a-colleague-is-lost#end-it": ("close_loss",),
    },
    "training": {
        "your-training": ("own_training",),
        "your-training#book-a-seat": ("sessions", "session"),
        "your-training#say-that-you-have-read-a-text": ("attest_reading",),
        "your-training#ask-for-training": ("ask_for_training",),
        "training-in-the-school": ("training", "person_training"),
        "training-in-the-school#plan-a-session": (
            *("plan_session", "move_session", "cancel_session", "book_people"),
        ),
        "training-in-the-school#mark-who-came": ("mark_attendance", "print_attendance"),
        "training-in-the-school#record-training-from-elsewhere": (
            "record_training",
            "void_record",
        ),
        "training-in-the-school#what-somebody-needs": (
            *("open_need", "plan_need", "end_need"),
        ),
    },
    "identity": {
        "signing-in": ("sign_in", "go_on"),
        "signing-in#the-first-time": ("change_password",),
        "signing-in#set-up-a-second-factor": (
            *("add_authenticator", "add_passkey", "renew_recovery_codes"),
        ),
        "signing-in#was-that-not-you": ("disown_sign_ins",),
        "at-a-shared-screen#look-after-your-account": ("account",),
        "opening-case-content": ("elevate",),
        "accounts": ("accounts", "kept_account", "open_account", "issue_password"),
        "accounts#a-lost-second-factor": ("request_factor_reset", "reset_factors"),
        "accounts#block-and-open-again": ("block_account", "unblock_account"),
    },
    "people": {
        "people-and-rolls": ("people", "person"),
        "people-and-rolls#one-person": (
            *("add_person", "add_pupil", "add_staff", "add_contact", "change_person"),
            *("end_enrolment", "resume_enrolment"),
        ),
        "people-and-rolls#what-a-pupil-is-counted-by": ("change_characteristics",),
        "people-and-rolls#a-whole-roll": ("upload_roll", "roll"),
        "roles": ("appointments",),
        "roles#grant-a-role": ("appoint", "approve_appointment"),
        "roles#end-a-role": ("end_appointment",),
        "set-up-and-settings": (
            *("set_up", "settings", "add_term", "add_closure", "add_duty_turn"),
        ),
        "founding-the-trust": ("founding", "propose_posts", "confirm_posts"),
    },
    "searches": {
        "search-a-pupil": ("search", "searches", "case_searches", "print_search"),
        "search-a-pupil#who-may": ("authorities",),
        "search-a-pupil#start": ("start_search", "start_search_from"),
        "search-a-pupil#before-the-search": (
            *("assess_urgency", "request_advice", "check_authority"),
            *("explain_search", "record_cooperation", "call_off_search"),
        ),
        "search-a-pupil#the-search": ("conduct_search",),
        "search-a-pupil#what-was-found": (
            *("record_finding", "add_to_search", "seize_item"),
        ),
        "search-a-pupil#parents-of-the-pupil": ("inform_parents",),
        "search-a-pupil#if-there-may-be-an-intimate-image": (
            *("suspect_image", "image_stop"),
        ),
        "search-a-pupil#it-was-done-already": (
            *("record_done_search", "record_done_search_from", "search_receipt"),
        ),
        "searches#review-one": ("review_search", "close_search", "raise_from_search"),
        "searches-in-your-school#the-list": (
            *("authorise_searcher", "revoke_searcher", "set_search_rules"),
        ),
        "searches-in-your-school#advice": (
            *("give_advice", "name_adviser", "end_adviser"),
        ),
        "searches-in-your-school#deviations": ("review_deviations",),
    },
    "examinations": {
        "examine-a-device": ("examination",),
        "examine-a-device#a-good-reason-first": (
            "record_good_reason",
            "authorise_examination",
            "decline_examination",
        ),
        "examine-a-device#an-indecent-image-is-suspected": ("halt_examination",),
        "examine-a-device#write-down-what-was-done": (
            "record_examination",
            "record_done_examination",
            "record_finding",
        ),
        "examine-a-device#something-was-not-right": ("add_deviation",),
        "what-was-found-on-a-device#the-response": (
            "propose_response",
            "answer_response",
        ),
        "what-was-found-on-a-device#could-it-be-evidence": ("answer_evidence",),
        "what-was-found-on-a-device#erase-something": (
            *("propose_erasing", "answer_erasing", "erase_data"),
        ),
        "what-was-found-on-a-device#answer-a-deviation": ("answer_deviations",),
    },
    "reports": {"numbers-for-the-board": ("report", "freeze_report")},
    "inspection": {
        "what-is-recorded-about-you#your-own-acts": ("own_trail",),
        "what-is-recorded-about-you#prove-the-record": ("verify_trail",),
        "what-the-school-did": ("school_trail", "technical_trail", "trail_counts"),
    },
}
HELPED_BY: dict[str, str] = {
    f"{feature}.{page}": topic
    for feature, by_topic in _PAGES.items()
    for topic, pages in by_topic.items()
    for page in pages
}
