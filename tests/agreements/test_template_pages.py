"""The pages on texts as people meet them."""

import pytest

from safeguard.guidance import agreements as guidance
from tests.agreements import told
from tests.agreements.issued import adult, issued, letter, signed_by
from tests.visitors import visit

OWN = "I do not put a photo of anybody into an AI tool without their word."


def page(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.text


def test_whoever_writes_a_text_does_not_approve_it(app, world):
    priya = visit(app, world, "digital_safety")
    assert "Begin with our starting text" in page(priya, "/agreements/texts")

    begun = priya.submit(
        "/agreements/texts/start",
        kind="older",
        basis="starting",
        change_note="A rule on AI tools",
    )
    path = begun.headers["Location"]
    priya.submit(
        f"{path}/clauses/add", part="pupil_not", after="older_material", wording=OWN
    )
    shown = page(priya, path)
    assert OWN in shown
    assert "1 clause is missing" in shown
    assert "somebody else approves them" in shown
    assert f"{path}/approve" not in shown
    assert priya.get(f"{path}/approve").status_code == 403


def test_what_lacks_words_is_named_before_anybody_approves(app, world):
    ref = told.started(world)
    path = f"/agreements/texts/{ref}"
    priya, head = (visit(app, world, name) for name in ("digital_safety", "head"))
    priya.submit(
        f"{path}/clauses/add", part="pupil_not", after="older_material", wording=OWN
    )
    for shown in (page(priya, path), page(head, f"{path}/approve")):
        assert "It cannot be approved yet" in shown
        assert f'{path}/words/write?words=pl"' in shown
        missing = shown.partition("It cannot be approved yet")[2].partition("</ul>")[0]
        assert OWN in missing
    assert "Approve it</button>" not in page(head, f"{path}/approve")


def test_what_lacks_words_is_not_approved_and_what_is_whole_is_put_in_force(app, world):
    ref = told.started(world)
    path = f"/agreements/texts/{ref}"
    priya, head = (visit(app, world, name) for name in ("digital_safety", "head"))
    priya.submit(
        f"{path}/clauses/add", part="pupil_not", after="older_material", wording=OWN
    )
    refused = head.submit(f"{path}/approve", translations_read="y")
    assert refused.status_code == 422
    assert "A set of other words lacks some clauses" in refused.text
    for variant, words in (("easy", "I ask first."), ("pl", "Najpierw pytam.")):
        form = priya.hidden_fields(f"{path}/words/write?words={variant}")
        written = {
            f"words_{c.code}": c.words_in(variant) or words
            for c in told.words(ref).clauses
        }
        answer = priya.post(f"{path}/words/write?words={variant}", data=form | written)
        assert answer.status_code == 303
    not_ticked = head.submit(f"{path}/approve")
    assert "Let somebody who speaks each language read it first" in not_ticked.text
    assert head.submit(f"{path}/approve", translations_read="y").status_code == 303
    assert head.submit(f"{path}/make-live").status_code == 303
    assert "In force" in page(head, path)

    teacher = visit(app, world, "teacher")
    assert OWN in page(teacher, "/agreements/texts/in-force?kind=older")
    assert "Najpierw pytam." in page(
        teacher, "/agreements/texts/in-force?kind=older&words=pl"
    )
    assert teacher.get("/agreements/texts").status_code == 403
    assert teacher.get(path).status_code == 403


def test_before_a_version_is_put_in_force_it_says_how_many_letters_end(app, world):
    for name in ("maya", "ellis"):
        ref = issued(world, name)
        letter(world, ref, adult(world, name))
    signed_by(world, ref, adult(world, "ellis", "Zofia"))
    told.nothing_open(world, "older")
    second = told.approved(world, basis="live")
    head = visit(app, world, "head")

    shown = page(head, f"/agreements/texts/{second}/make-live")

    assert "2 agreements that are not signed yet end." in shown
    assert "2 letters or links that are out stop working" in shown
    early = told.approved(world, "early")
    assert "stop working" not in page(head, f"/agreements/texts/{early}/make-live")


def test_a_clause_that_changes_asks_for_its_other_words(app, world):
    ref = told.started(world, "early")
    priya = visit(app, world, "digital_safety")
    clause = told.words(ref).clauses[0]
    path = f"/agreements/clauses/{clause.ref}/edit"
    new = "I ask a grown-up before I touch a tablet."
    kept = {f"words_{code}": said for code, said in clause.variants.items()}
    answer = priya.submit(path, wording=new, part="pupil", after="", **kept)
    assert answer.status_code == 422
    assert "tick that they still say the same" in answer.text
    assert new in answer.text

    answer = priya.submit(
        path, wording=new, part="pupil", after="", still_fit="y", **kept
    )
    assert answer.status_code == 303
    assert told.words(ref).clauses[0].wording == new
    assert told.words(ref).clauses[0].variants == clause.variants


def test_two_versions_are_shown_with_what_differs(app, world):
    first = told.live(world, "adults")
    second = told.started(world, "adults", basis="live")
    priya = visit(app, world, "digital_safety")
    clause = told.words(second).clause("adults_business")
    assert clause is not None
    priya.submit(f"/agreements/clauses/{clause.ref}/remove")
    shown = page(priya, f"/agreements/texts/{second}/compare/{first}")
    assert f"<del>{clause.wording}</del>" in shown
    assert "23 clauses are the same in both." in shown
    left_out = page(priya, f"/agreements/texts/{second}")
    assert "Asked for by the policy, and left out" in left_out
    assert "I will not, rule 10" in left_out


def test_what_was_approved_is_changed_no_more(app, world):
    ref = told.live(world, "early")
    priya = visit(app, world, "digital_safety")
    clause = told.words(ref).clauses[0]
    for path in (
        f"/agreements/clauses/{clause.ref}/edit",
        f"/agreements/clauses/{clause.ref}/remove",
        f"/agreements/texts/{ref}/clauses/add",
        f"/agreements/texts/{ref}/words/write",
        f"/agreements/texts/{ref}/approve",
        f"/agreements/texts/{ref}/discard",
    ):
        answer = priya.get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/agreements/texts/{ref}"


def test_another_schools_text_is_not_there(app, world):
    ref = told.live(world, "early")
    cedar = visit(app, world, "cedar_dsl")
    for path in (
        f"/agreements/texts/{ref}",
        f"/agreements/texts/{ref}/print",
        f"/agreements/clauses/{told.words(ref).clauses[0].ref}/edit",
    ):
        assert cedar.get(path).status_code == 404
    assert "No text is in force" in page(cedar, "/agreements/texts/in-force?kind=early")


@pytest.mark.parametrize("kind", [kind.code for kind in guidance.kinds])
def test_it_is_printed_in_each_of_its_words_with_a_line_for_each_who_signs(
    app, world, kind
):
    ref = told.live(world, kind)
    priya = visit(app, world, "digital_safety")
    for words in ("", "?words=easy", "?words=pl"):
        shown = page(priya, f"/agreements/texts/{ref}/print{words}")
        sides = guidance.kinds.named(kind).sides
        assert shown.count("Signature, and the day") == len(sides)
    assert priya.get(f"/agreements/texts/{ref}/print?words=ur").status_code == 404
