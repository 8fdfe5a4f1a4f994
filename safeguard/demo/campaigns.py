"""A campaign under way in each school: some classes nearly complete, one far behind."""

from collections.abc import Iterable
from datetime import timedelta

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.paper import Paper, record_paper
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.permissions.texts import live_template
from safeguard.agreements.queries.standing import lines_of
from safeguard.campaigns.commands.running import Plan, issue_campaign, start_campaign
from safeguard.campaigns.permissions.asked import CAPACITIES, Group, forms_of
from safeguard.campaigns.states import Audience
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.installation.campaigns import carry_campaigns_on
from school.foundation import clock
from school.identity.queries.classes import pupils_by_class

# Who runs it in each school, and who brings the papers in.
RUNS = {"birch": "ruth.adeyemi", "cedar": "fatima.noor"}
# Classes of which nearly all have brought the paper back. What the others have signed
# is told in `signing`; of one nobody has signed at all.
NEARLY = {"birch": ("7K", "7R"), "cedar": ("1T",)}
# Of a class, so many have not; of so many more the parent has not.
MISSING, PARENT_MISSING = 2, 3
DUE_IN = timedelta(days=18)


def tell(cast: Cast, year: SchoolYear) -> None:
    """Issued four weeks ago, in both schools; papers have come back since."""
    for school in RUNS:
        with clock.standing_at(year.moment(20, "09:10")):
            ref = _begin(cast, year, school)
        with clock.standing_at(year.moment(10, "15:50")):
            _come_back(cast, school, ref)


def _begin(cast: Cast, year: SchoolYear, school: str) -> str:
    """Everybody in the school is asked."""
    actor = cast.acting(RUNS[school])
    years = {form.year for form in forms_of(cast.schools[school]) if form.kind}
    groups = {
        *(Group(Audience.YEAR, each) for each in years if each),
        *(Group(Audience.CAPACITY, each) for each in CAPACITIES),
    }
    ref = start_campaign(actor, Plan(frozenset(groups), year.today + DUE_IN))
    issue_campaign(actor, ref)
    carry_campaigns_on()
    return ref


def _come_back(cast: Cast, school: str, campaign_ref: str) -> None:
    school_ref = cast.schools[school]
    titles = {form.ref: form.title for form in forms_of(school_ref)}
    for class_ref, pupils in sorted(pupils_by_class(school_ref).items()):
        if titles.get(class_ref) in NEARLY[school]:
            _bring(cast, school, campaign_ref, sorted(pupils))


def _bring(cast: Cast, school: str, campaign_ref: str, pupils: Iterable[str]) -> None:
    actor, listed = cast.acting(RUNS[school]), list(pupils)
    own = {line.person_ref: line for line in lines_of(campaign_ref)}
    adults = adults_who_sign(cast.schools[school], listed)
    for number, pupil in enumerate(listed[MISSING:]):
        text = live_template(cast.schools[school], own[pupil].kind)
        given = Said((text.text_hash if text else None) or "")
        parents = adults.get(pupil, [])[:1] if number >= PARENT_MISSING else []
        for signer in (pupil, *parents):
            paper = Paper(signer, "signed", clock.today(), given)
            if signer != actor.person_ref:
                record_paper(actor, own[pupil].ref, paper)
