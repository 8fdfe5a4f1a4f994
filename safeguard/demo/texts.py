"""The texts of agreements: in force in both schools, one of them being written anew."""

from safeguard.agreements.commands.clauses import NewClause, add_clause
from safeguard.agreements.commands.templates import (
    LIVE_VERSION,
    Approval,
    NewTemplate,
    approve_template,
    make_template_live,
    start_template,
)
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.guidance import agreements as guidance
from school.foundation import clock

# Who writes the texts of a school, and who approves them.
HANDS = {
    "birch": ("ruth.adeyemi", "catrin.howells"),
    "cedar": ("fatima.noor", "greta.sorley"),
}
NEW_RULE = (
    "I do not put a photo, video or voice of anybody into an AI tool, and I say so "
    "when a tool has helped me with my work."
)
WHY = "AI tools: pictures of others, and saying when one has helped."


def put_in_force(cast: Cast) -> None:
    """All three texts, as the schools begin with them."""
    for writer, approver in HANDS.values():
        for kind in guidance.kinds:
            ref = start_template(cast.acting(writer), NewTemplate(kind.code))
            read = Approval(translations_read=True)
            approve_template(cast.acting(approver), ref, read)
            make_template_live(cast.acting(writer), ref)


def write_anew(cast: Cast, year: SchoolYear) -> None:
    """A new version for the older pupils is begun at one school."""
    writer, _ = HANDS["birch"]
    with clock.standing_at(year.moment(4, "16:20")):
        actor = cast.acting(writer)
        ref = start_template(actor, NewTemplate("older", LIVE_VERSION, WHY))
        add_clause(actor, ref, NewClause("pupil_not", NEW_RULE, "older_impersonate"))
