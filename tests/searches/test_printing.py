"""The printed record: each field that the law and the policy ask for is on it."""

import re

import pytest

from safeguard.searches.commands.conducting import Present
from tests.cases.desk import at as page_of
from tests.cases.desk import words_of
from tests.searches import told
from tests.trail.reading import last
from tests.visitors import visit

# Domain reference §2.3: "Fields, DfE core" and "Seed grounds", each by its own name,
# with where it stands on the paper and what stands there.
DFE_CORE = {
    "date and time": ("who.date_time", "24 November 2026, 1:42pm"),
    "place": ("who.place", "In school: The pastoral office"),
    "pupil": ("who.pupil", "Ellis Thornbury"),
    "searcher": ("conduct.searcher", "Daniel Roche"),
    "witness": ("conduct.witness", "Owen Platt"),
    "all others present": ("conduct.others", "A trainee teacher"),
    "what was looked for": ("grounds.looked_for", "A kitchen knife"),
    "kind of item": ("grounds.item", "A knife or another weapon"),
    "reason": ("grounds.facts", told.FACTS),
    "whether anything was found": ("finding.found", "Yes"),
    "what was found": ("finding.what", "A kitchen knife, in the front pocket."),
    "follow-up or disposal": ("finding.follow_up", "Kept in the safe."),
}
SEED_GROUNDS = {
    "risk to staff or pupils": "It poses a risk to staff or pupils",
    "banned item that may be searched for": "It is, or holds, something the school "
    "rules ban and name as searchable",
    "evidence in relation to an offence": "It is evidence in relation to an offence",
}
# "Fields, added" of the same paragraph, as far as a search has them.
ADDED = {
    "basis": ("grounds.basis", "The statutory list"),
    "urgency": ("urgency.urgent", "Urgent"),
    "risk to others": ("urgency.risk", told.RISK),
    "authority at that instant": (
        "authority.authority", "Yes: on the head’s list",
    ),
    "training": ("authority.training", "In date"),
    "explanation": ("explanation.told", "Why they are being searched"),
    "questions": ("explanation.questions", "Do I have to?"),
    "adjustments": ("explanation.adjustments", "Slowly, with pictures."),
    "co-operation": ("cooperation.cooperates", "Yes"),
    "sexes": ("conduct.sexes", "Male, Male, Male"),
    "exception": ("conduct.exception", "Nothing was different"),
    "out of sight": ("conduct.out_of_sight", "Yes"),
    "extent": ("conduct.extent", "Pockets turned out; Bag or other belongings"),
    "force": ("conduct.force", "No"),
    "pupil’s account": ("finding.account", "It is my brother’s."),
    "parents: who": ("parents.who", "Mrs Thornbury, his mother"),
    "parents: when": ("parents.told_at", "24 November 2026, 1:42pm"),
    "parents: how": ("parents.contact", "By telephone"),
    "parents: response": ("parents.response", "She will speak to him tonight."),
    "DSL told": ("dsl.dsl_told", "24 November 2026, 1:42pm"),
    "view of the pupil": ("review.exploited", "No sign of it"),
    "more help": ("review.help", "No more is needed for this child"),
}  # fmt: skip


@pytest.fixture
def paper(app, world) -> dict[str, str]:
    """The facts of the printed record, by where they stand."""
    told.authorised(world)
    grounds = ("risk", "banned_item", "evidence")
    ref = told.ready(world, why=told.why(grounds=grounds))
    present = Present(witness_ref=world["other_teacher"], others="A trainee teacher")
    told.conducted(world, ref, present=present)
    told.found(world, ref, item=True)
    told.reviewed(world, told.parents(world, ref))
    dsl = visit(app, world, "dsl", reason="printing the record")
    answer = dsl.get(page_of("searches", ref, "/print"))
    assert last(world.birch).action == "search.printed"
    facts = re.findall(
        r'data-fact="([a-z_.]+)"><dt[^>]*>.*?</dt><dd[^>]*>(.*?)</dd>',
        answer.text,
        re.DOTALL,
    )
    assert "Deviations None." in words_of(answer)
    return {name: re.sub(r"<[^>]+>|[\u2066-\u2069]", "", text) for name, text in facts}


@pytest.mark.parametrize("fields", [DFE_CORE, ADDED], ids=["DfE core", "added by §2.3"])
def test_each_field_of_the_reference_is_on_the_printed_record(paper, fields):
    for field, (where, said) in fields.items():
        assert said.replace("’", "") in _plain(paper.get(where, "")), field


def test_each_ground_of_the_policy_is_on_the_printed_record(paper):
    for field, said in SEED_GROUNDS.items():
        assert said in _plain(paper["grounds.grounds"]), field


def test_a_search_of_a_rule_item_says_which_version_of_the_rules(app, world):
    told.authorised(world)
    told.rules(world, "vape")
    ref = told.started(world, item="vape")
    answer = visit(app, world, "searcher").get(page_of("searches", ref, "/print"))
    said = "The school rules: Behaviour policy, September 2026"
    assert said in words_of(answer)


def _plain(text: str) -> str:
    return text.replace("’", "").replace("&#39;", "")
