"""The pages of texts in a browser: axe finds nothing, at a desk and on a phone."""

import copy

import pytest

from safeguard.agreements.commands.clauses import (
    EditedClause,
    NewClause,
    add_clause,
    edit_clause,
)
from safeguard.app import create_app
from tests.agreements import told
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import all_looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def texts(settings, serve):
    """Served: a text in force and the next version, changed and not approved."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        made.refs["first"] = told.live(world, "older")
        made.refs["approved"] = told.approved(world, "early")
        made.refs["draft"] = ref = told.started(world, "older", basis="live")
        priya = world.acting("digital_safety")
        own = "I say so when a tool has helped me with my work."
        add_clause(priya, ref, NewClause("pupil", own, "older_log_off"))
        clause = told.words(ref).clause("older_passwords")
        assert clause is not None
        made.refs["clause"] = clause.ref
        longer = clause.wording.replace("nobody", "nobody, not even a friend")
        edited = EditedClause("pupil", longer, "older_supervised", still_fit=True)
        edit_clause(priya, clause.ref, edited)
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_texts(texts, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    texts.let_in(page, "head", "looking at texts")
    refs = texts.refs
    draft = f"/agreements/texts/{refs['draft']}"
    clause = f"/agreements/clauses/{refs['clause']}"
    places = {
        "texts": "/agreements/texts",
        "in-force": "/agreements/texts/in-force?kind=older",
        "in-force-pl": "/agreements/texts/in-force?kind=older&words=pl",
        "none-in-force": "/agreements/texts/in-force",
        "start": "/agreements/texts/start",
        "draft": draft,
        "first": f"/agreements/texts/{refs['first']}",
        "compare": f"{draft}/compare/{refs['first']}",
        "print": f"/agreements/texts/{refs['first']}/print",
        "add": f"{draft}/clauses/add",
        "edit": f"{clause}/edit",
        "remove": f"{clause}/remove",
        "choose": f"{draft}/words",
        "write": f"{draft}/words/write?words=ur",
        "approve": f"{draft}/approve",
        "make-live": f"/agreements/texts/{refs['approved']}/make-live",
        "discard": f"{draft}/discard",
    }
    all_looked_at(page, texts.address, places)
