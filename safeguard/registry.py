"""The registry: each feature's acts for the gate, its pages, its place on others'.

One line a feature; the arrow still points down (decision 16).
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint
from sqlalchemy import Select

from safeguard.actions import panels as action_panels
from safeguard.actions import permissions as actions
from safeguard.actions.views import bp as actions_pages
from safeguard.agreements import panels as agreement_panels
from safeguard.agreements import permissions as agreements
from safeguard.agreements.views import bp as agreements_pages
from safeguard.allegations import permissions as allegations
from safeguard.allegations.views import bp as allegations_pages
from safeguard.allegations.views.receipts import home_items
from safeguard.audits import panels as audit_panels
from safeguard.audits import permissions as audits
from safeguard.audits.views import bp as audits_pages
from safeguard.breaches import panels as breach_panels
from safeguard.breaches import permissions as breaches
from safeguard.breaches.views import bp as breaches_pages
from safeguard.bullying import panels as bullying_panels
from safeguard.bullying import permissions as bullying
from safeguard.bullying.permissions.standing import CONTAINMENT_OWED, REVIEW_OWED
from safeguard.bullying.views import bp as bullying_pages
from safeguard.campaigns import permissions as campaigns
from safeguard.campaigns.views import bp as campaigns_pages
from safeguard.cases import permissions as cases
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.cases.permissions.holding import HOLDERS as CASE_HOLDERS
from safeguard.cases.views import bp as cases_pages
from safeguard.cases.views import slots
from safeguard.cases.views.sending import beside_queue as incoming_beside_queue
from safeguard.children import panels as children_panels
from safeguard.children import permissions as children
from safeguard.children.views import bp as children_pages
from safeguard.children.views import slots as child_slots
from safeguard.complaints import panels as complaint_panels
from safeguard.complaints import permissions as complaints
from safeguard.complaints.permissions.kinds import SUBJECTS as COMPLAINT_SUBJECTS
from safeguard.complaints.permissions.subjects import SubjectKind
from safeguard.complaints.views import bp as complaints_pages
from safeguard.custody import panels as custody_panels
from safeguard.custody import permissions as custody
from safeguard.custody.permissions.holding import ITEM
from safeguard.custody.views import bp as custody_pages
from safeguard.evidence import permissions as evidence
from safeguard.evidence.permissions.holders import HolderKind
from safeguard.evidence.views import bp as evidence_pages
from safeguard.examinations import panels as examination_panels
from safeguard.examinations import permissions as examinations
from safeguard.examinations.permissions.closing import (
    EXAMINATIONS_SETTLED,
)
from safeguard.examinations.permissions.closing import MATTERS as EXAMINATION_MATTERS
from safeguard.examinations.permissions.holding import HOLDERS as EXAMINATION_HOLDERS
from safeguard.examinations.permissions.standing import (
    departures as examination_departures,
)
from safeguard.examinations.views import bp as examinations_pages
from safeguard.force import panels as force_panels
from safeguard.force import permissions as force
from safeguard.force.permissions.standing import FORCE_TOLD
from safeguard.force.views import bp as force_pages
from safeguard.hand_in import panels as hand_in_panels
from safeguard.hand_in import permissions as hand_in
from safeguard.hand_in.views import bp as hand_in_pages
from safeguard.harm import panels as harm_panels
from safeguard.harm import permissions as harm
from safeguard.harm.permissions.standing import REVIEW_OWED as HARM_REVIEW_OWED
from safeguard.harm.views import bp as harm_pages
from safeguard.help.views import bp as help_pages
from safeguard.intimate_images import panels as image_panels
from safeguard.intimate_images import permissions as intimate_images
from safeguard.intimate_images.permissions.standing import IMAGE_DEALT_WITH
from safeguard.intimate_images.views import bp as image_pages
from safeguard.police_visits import panels as police_panels
from safeguard.police_visits import permissions as police_visits
from safeguard.police_visits.permissions.standing import (
    VISITS_ENDED,
    VISITS_OF_SEARCH_ENDED,
)
from safeguard.police_visits.views import bp as police_visits_pages
from safeguard.referrals import permissions as referrals
from safeguard.reports import permissions as reports
from safeguard.reports.views import bp as reports_pages
from safeguard.searches import panels as search_panels
from safeguard.searches import permissions as searches
from safeguard.searches.permissions.authority import listed_now
from safeguard.searches.permissions.closing import (
    FORCE_SETTLED,
    SEARCHES_ENDED,
    OpenInSearch,
)
from safeguard.searches.permissions.holding import HOLDERS as SEARCH_HOLDERS
from safeguard.searches.views import bp as searches_pages
from safeguard.searches.views import slots as search_slots
from safeguard.training import panels as training_panels
from safeguard.training import permissions as training
from safeguard.training.views import bp as training_pages
from safeguard.work_devices import panels as device_panels
from safeguard.work_devices import permissions as work_devices
from safeguard.work_devices.views import bp as work_devices_pages
from school.foundation.permits import Rule
from school.identity import permissions as identity
from school.identity.views import bp as identity_pages
from school.identity.views.people import bp as people_pages
from school.inspection import permissions as inspection
from school.inspection.views import bp as inspection_pages
from school.web.slots import Slot

FEATURES: list[tuple[Mapping[Any, Rule], Mapping[Any, str]]] = [
    (identity.RULES, identity.WORDINGS),
    (inspection.RULES, inspection.WORDINGS),
    (referrals.RULES, referrals.WORDINGS),
    (evidence.RULES, evidence.WORDINGS),
    (hand_in.RULES, hand_in.WORDINGS),
    (training.RULES, training.WORDINGS),
    (agreements.RULES, agreements.WORDINGS),
    (campaigns.RULES, campaigns.WORDINGS),
    (audits.RULES, audits.WORDINGS),
    (work_devices.RULES, work_devices.WORDINGS),
    (allegations.RULES, allegations.WORDINGS),
    (cases.RULES, cases.WORDINGS),
    (children.RULES, children.WORDINGS),
    (bullying.RULES, bullying.WORDINGS),
    (harm.RULES, harm.WORDINGS),
    (breaches.RULES, breaches.WORDINGS),
    (custody.RULES, custody.WORDINGS),
    (complaints.RULES, complaints.WORDINGS),
    (intimate_images.RULES, intimate_images.WORDINGS),
    (actions.RULES, actions.WORDINGS),
    (force.RULES, force.WORDINGS),
    (searches.RULES, searches.WORDINGS),
    (police_visits.RULES, police_visits.WORDINGS),
    (examinations.RULES, examinations.WORDINGS),
    (reports.RULES, reports.WORDINGS),
]
BLUEPRINTS: list[Blueprint] = [
    identity_pages,
    people_pages,
    inspection_pages,
    evidence_pages,
    cases_pages,
    children_pages,
    allegations_pages,
    bullying_pages,
    harm_pages,
    breaches_pages,
    image_pages,
    custody_pages,
    complaints_pages,
    actions_pages,
    hand_in_pages,
    audits_pages,
    campaigns_pages,
    agreements_pages,
    work_devices_pages,
    training_pages,
    force_pages,
    searches_pages,
    police_visits_pages,
    examinations_pages,
    reports_pages,
    help_pages,
]
# What stands on a page of a lower feature, in the order in which it is shown.
PANELS: list[tuple[Slot[Any, Any], Callable[..., Any]]] = [
    (slots.HOME_ITEMS, home_items),
    (slots.CHILD_PAGE, children_panels.child_page),
    (slots.CASE_ACTS, children_panels.case_acts),
    (slots.CASE_ALERTS, children_panels.left_of_case),
    (slots.CONCERN_ALERTS, children_panels.left_of_concern),
    (slots.CASE_BESIDE, children_panels.needs_of_case),
    (slots.CASE_ACTS, bullying_panels.acts_of_case),
    (slots.CASE_CLOCKS, bullying_panels.clocks_of_case),
    (slots.CASE_BESIDE, bullying_panels.beside_case),
    (slots.CASE_ALERTS, bullying_panels.alerts_of_case),
    (slots.QUEUE_BESIDE, action_panels.beside_queue),
    (slots.QUEUE_BESIDE, incoming_beside_queue),
    (slots.QUEUE_BESIDE, bullying_panels.beside_queue),
    (slots.CASE_ACTS, harm_panels.acts_of_case),
    (slots.CASE_CLOCKS, harm_panels.clocks_of_case),
    (slots.CASE_BESIDE, harm_panels.beside_case),
    (slots.CASE_ALERTS, harm_panels.alerts_of_case),
    (slots.QUEUE_BESIDE, harm_panels.beside_queue),
    (slots.CASE_ACTS, breach_panels.acts_of_case),
    (slots.CASE_BESIDE, breach_panels.beside_case),
    (slots.CASE_ACTS, image_panels.acts_of_case),
    (slots.CASE_CLOCKS, image_panels.clocks_of_case),
    (slots.CASE_BESIDE, image_panels.beside_case),
    (slots.CASE_ALERTS, image_panels.alerts_of_case),
    (slots.QUEUE_BESIDE, image_panels.beside_queue),
    (slots.HOME_SECTIONS, image_panels.on_home),
    (slots.HOME_SECTIONS, agreement_panels.on_home),
    (slots.CASE_ACTS, custody_panels.acts_of_case),
    (slots.CASE_BESIDE, custody_panels.beside_case),
    (slots.QUEUE_BESIDE, custody_panels.beside_queue),
    (slots.HOME_SECTIONS, custody_panels.on_home),
    (slots.CASE_ACTS, action_panels.case_acts),
    (slots.CASE_CLOCKS, action_panels.case_clocks),
    (slots.CASE_BESIDE, action_panels.beside_case),
    (slots.HOME_SECTIONS, action_panels.on_home),
    (slots.CASE_ACTS, search_panels.acts_of_case),
    (slots.CONCERN_ACTS, search_panels.acts_of_concern),
    (slots.CASE_BESIDE, search_panels.beside_case),
    (slots.QUEUE_BESIDE, search_panels.beside_queue),
    (slots.HOME_SECTIONS, search_panels.on_home),
    (child_slots.CHILD_BESIDE, search_panels.beside_child),
    (child_slots.CHILD_BESIDE, force_panels.beside_child),
    (child_slots.CHILD_BESIDE, police_panels.beside_child),
    (custody_panels.ORIGINS_OF_CASE, search_panels.origins),
    (search_slots.SEARCH_ACTS, search_panels.act_of_search),
    (search_slots.SEARCH_BESIDE, search_panels.force_of_search),
    (search_slots.SEARCH_BESIDE, search_panels.items_of_search),
    (search_slots.SEARCH_BESIDE, search_panels.files_of_search),
    (search_slots.SEARCH_ACTS, examination_panels.acts_of_search),
    (search_slots.SEARCH_BESIDE, examination_panels.beside_search),
    (search_slots.SEARCH_ALERTS, examination_panels.alerts_of_search),
    (slots.CASE_BESIDE, examination_panels.beside_case),
    (slots.QUEUE_BESIDE, examination_panels.to_sign),
    (slots.HOME_SECTIONS, examination_panels.to_sign),
    (search_slots.SEARCH_ACTS, complaint_panels.acts_of_search),
    (search_slots.SEARCH_ALERTS, complaint_panels.alerts_of_search),
    (slots.HOME_SECTIONS, complaint_panels.on_home),
    (slots.HOME_SECTIONS, hand_in_panels.on_home),
    (slots.HOME_SECTIONS, device_panels.on_home),
    (slots.HOME_SECTIONS, training_panels.on_home),
    (slots.HOME_SECTIONS, audit_panels.on_home),
    (slots.CASE_ACTS, force_panels.acts_of_case),
    (slots.CASE_BESIDE, force_panels.beside_case),
    (slots.CONCERN_ACTS, force_panels.acts_of_concern),
    (slots.CONCERN_ALERTS, force_panels.above_concern),
    (slots.QUEUE_BESIDE, force_panels.beside_queue),
    (slots.HOME_SECTIONS, force_panels.on_home),
    (slots.CASE_ACTS, police_panels.acts_of_case),
    (slots.CASE_BESIDE, police_panels.beside_case),
    (slots.CONCERN_ACTS, police_panels.acts_of_concern),
    (slots.CONCERN_ALERTS, police_panels.above_concern),
    (slots.QUEUE_BESIDE, police_panels.beside_queue),
    (search_slots.SEARCH_ACTS, police_panels.acts_of_search),
    (search_slots.SEARCH_BESIDE, police_panels.beside_search),
]
# What a case may not close over, besides its own checks.
OPEN_MATTERS: list[OpenMatter] = [
    REVIEW_OWED,
    CONTAINMENT_OWED,
    HARM_REVIEW_OWED,
    IMAGE_DEALT_WITH,
    action_panels.ACTIONS_DONE,
    FORCE_TOLD,
    VISITS_ENDED,
    SEARCHES_ENDED,
    EXAMINATIONS_SETTLED,
]
# What a search may not close over.
SEARCH_MATTERS: list[OpenInSearch] = [
    FORCE_SETTLED,
    *EXAMINATION_MATTERS,
    VISITS_OF_SEARCH_ENDED,
]
# What departs above a search and counts in the lists of searches.
SEARCH_DEPARTURES: dict[str, Callable[[], Select[Any]]] = {
    "examinations": examination_departures,
}
# Who belongs to a group of training besides those whose post says so.
ALSO_IN_TRAINING: dict[str, Callable[[str], Mapping[str, date]]] = {
    "searchers": listed_now,
}
# The kinds of records that hold files and that a stop can stand on.
HOLDERS: list[HolderKind] = [
    *CASE_HOLDERS,
    ITEM,
    *SEARCH_HOLDERS,
    *EXAMINATION_HOLDERS,
]
# The kinds of records that can be complained of.
SUBJECTS: list[SubjectKind] = [*COMPLAINT_SUBJECTS]
