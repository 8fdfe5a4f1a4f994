"""To whom a concern about an adult goes, line by line and in every combination."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.allegations.permissions.routing import (
    POSTS,
    RANKS,
    WAYS,
    Office,
    Offices,
    Post,
    Route,
    posts_of,
    route,
)
from school.foundation.actor import Role

FULL = Offices(
    {
        Office.HEAD: ("head",),
        Office.EXECUTIVE_HEAD: ("executive",),
        Office.CHAIR: ("chair",),
        Office.TRUSTEE: ("first trustee", "second trustee"),
    }
)
# The line of the security brief §4.4 for one subject, nobody else kept out:
# who looks into it, who is told, whether keys are reviewed, whether the LADO directly.
LINES = {
    Post.STAFF: (("head",), (), False, False),
    Post.SAFEGUARDING: (("head",), ("executive",), False, False),
    Post.SYSTEMS: (("head", "chair"), (), True, False),
    Post.HEAD: (("executive", "chair"), (), False, False),
    Post.EXECUTIVE_HEAD: (("chair",), (), False, False),
    Post.GOVERNANCE: (("chair", "first trustee"), (), False, True),
}
STAFF_ROLES = sorted(set(Role) - set(POSTS))


def went(found: Route) -> tuple[tuple[str, ...], tuple[str, ...], bool, bool]:
    """A route, as the table of this test writes it."""
    return found.leads, found.told, found.review_keys, found.lado


@pytest.mark.parametrize("post", list(Post))
def test_each_line_of_the_brief(post: Post) -> None:
    """One subject, every post filled: exactly the line that the brief gives."""
    assert went(route([post], FULL, {"the subject"})) == LINES[post]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_whoever_holds_no_office_is_staff(role: Role) -> None:
    """Teachers, volunteers, agency staff, councillors: to the head."""
    assert posts_of([role]) == {Post.STAFF}


@pytest.mark.parametrize(
    ("role", "post"),
    [
        (Role.DSL, Post.SAFEGUARDING),
        (Role.DEPUTY_DSL, Post.SAFEGUARDING),
        (Role.ACTING_DSL, Post.SAFEGUARDING),
        (Role.ICT, Post.SYSTEMS),
        (Role.SYSTEM_ADMIN, Post.SYSTEMS),
        (Role.SCHOOL_ADMIN, Post.SYSTEMS),
        (Role.HEAD, Post.HEAD),
        (Role.EXECUTIVE_HEAD, Post.EXECUTIVE_HEAD),
        (Role.CHAIR, Post.GOVERNANCE),
        (Role.TRUSTEE, Post.GOVERNANCE),
        (Role.TRUST_SAFEGUARDING_LEAD, Post.GOVERNANCE),
        (Role.DPO, Post.GOVERNANCE),
    ],
)
def test_every_office_has_its_line(role: Role, post: Post) -> None:
    """The table and the list of roles agree."""
    assert posts_of([role]) == {post}


def test_somebody_who_is_not_on_the_list_is_staff() -> None:
    """An agency's worker without any role here goes to the head."""
    assert posts_of([]) == {Post.STAFF}


@pytest.mark.parametrize(
    ("posts", "kept_out", "leads", "told"),
    [
        # The chair is the subject: two other trustees.
        ({Post.GOVERNANCE}, {"chair"}, ("first trustee", "second trustee"), ()),
        # A trustee is the subject: the chair and another.
        ({Post.GOVERNANCE}, {"first trustee"}, ("chair", "second trustee"), ()),
        # The executive head is kept out: the chair alone.
        ({Post.HEAD}, {"head", "executive"}, ("chair",), ()),
        # The head is kin of the child: the next above leads, and is not told twice.
        ({Post.STAFF}, {"teacher", "head"}, ("executive",), ()),
        ({Post.SAFEGUARDING}, {"dsl", "head"}, ("executive",), ()),
        # A technician, and the head is kept out: the chair, with the key custody.
        ({Post.SYSTEMS}, {"technician", "head"}, ("chair",), ()),
        # The executive head and the chair are both kept out: one trustee.
        ({Post.EXECUTIVE_HEAD}, {"executive", "chair"}, ("first trustee",), ()),
        # DSL and head together: the line of the head.
        ({Post.SAFEGUARDING, Post.HEAD}, {"dsl", "head"}, ("executive", "chair"), ()),
        # A teacher and the executive head: not to the head, who stands below one.
        ({Post.STAFF, Post.EXECUTIVE_HEAD}, {"teacher", "executive"}, ("chair",), ()),
        # The DSL and a trustee: not to the executive head either.
        (
            {Post.SAFEGUARDING, Post.GOVERNANCE},
            {"dsl", "first trustee"},
            ("chair", "second trustee"),
            (),
        ),
        # One person who is DSL and technician: both lines together.
        (
            {Post.SAFEGUARDING, Post.SYSTEMS},
            {"both"},
            ("head", "chair"),
            ("executive",),
        ),
        # One person who is head and DSL, the executive head's post filled.
        ({Post.HEAD, Post.SAFEGUARDING}, {"head"}, ("executive", "chair"), ()),
    ],
)
def test_several_subjects_several_offices_and_those_kept_out(
    posts: set[Post], kept_out: set[str], leads: tuple[str, ...], told: tuple[str, ...]
) -> None:
    """The highest subject decides who is too low or beside; the rest add up."""
    found = route(posts, FULL, kept_out)
    assert (found.leads, found.told) == (leads, told)


@pytest.mark.parametrize("post", list(Post))
def test_nobody_left_is_said_and_not_papered_over(post: Post) -> None:
    """Every post vacant, or everybody kept out: the route is exhausted."""
    everybody = {"head", "executive", "chair", "first trustee", "second trustee"}
    assert route([post], Offices(), ()).exhausted
    assert route([post], FULL, everybody).exhausted


POST_SETS = [
    frozenset(chosen)
    for size in range(1, len(Post) + 1)
    for chosen in itertools.combinations(Post, size)
]
VACANCIES = [
    Offices({office: held for office, held in FULL.holders.items() if office in kept})
    for size in range(len(Office) + 1)
    for kept in itertools.combinations(Office, size)
]
PEOPLE = sorted({person for held in FULL.holders.values() for person in held})


def must_not(found: Route, offices: Offices, posts: frozenset[Post]) -> set[str]:
    """Those among the recipients who stand below or beside a subject."""
    rank = max(WAYS[post].rank for post in posts)
    low = {
        person
        for office, held in offices.holders.items()
        if RANKS[office] <= rank
        for person in held
    }
    return low & {*found.leads, *found.told}


def test_every_combination_of_posts_vacancies_and_people_kept_out() -> None:
    """63 × 16 × 32 routes: never to somebody kept out, too low or twice; and
    exhausted only when nobody above is left.
    """
    kept_sets = [
        frozenset(chosen)
        for size in range(len(PEOPLE) + 1)
        for chosen in itertools.combinations(PEOPLE, size)
    ]
    for posts, offices, kept_out in itertools.product(POST_SETS, VACANCIES, kept_sets):
        found = route(posts, offices, kept_out)
        went_to = [*found.leads, *found.told]
        assert not kept_out & set(went_to)
        assert len(went_to) == len(set(went_to))
        assert not must_not(found, offices, posts)
        rank = max(WAYS[post].rank for post in posts)
        left = {
            person
            for office, held in offices.holders.items()
            if RANKS[office] > rank
            for person in held
        } - kept_out
        assert found.exhausted == (not left)
        assert found.review_keys == (Post.SYSTEMS in posts)
        assert found.lado == (Post.GOVERNANCE in posts)


@given(
    roles=st.lists(st.sampled_from(list(Role)), max_size=5),
    offices=st.dictionaries(
        st.sampled_from(list(Office)),
        st.lists(st.sampled_from("ABCDEF"), max_size=3).map(tuple),
    ),
    kept_out=st.sets(st.sampled_from("ABCDEF")),
)
def test_one_person_may_hold_several_offices(
    roles: list[Role], offices: dict[Office, tuple[str, ...]], kept_out: set[str]
) -> None:
    """A head who is also a trustee, co-heads, two chairs: kept out is kept out."""
    found = route(posts_of(roles), Offices(offices), kept_out)
    assert not kept_out & {*found.leads, *found.told}
    assert not set(found.leads) & set(found.told)
    assert len(set(found.leads)) == len(found.leads)
