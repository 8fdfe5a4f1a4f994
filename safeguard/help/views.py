"""The pages of help, and the link that leads there from every other page."""

from flask import Blueprint, abort, request, url_for
from flask.sansio.blueprints import BlueprintSetupState

from safeguard.help.manual import manuals, topics
from safeguard.help.topics import HELPED_BY, READERS, SIGNED_OUT
from safeguard.help.without import WITHOUT_HELP
from school.web.acting import actor_or_none, current_actor
from school.web.pages import render

bp = Blueprint("help", __name__, url_prefix="/help")
NOT_FOUND = 404


@bp.get("")
def chapters() -> str:
    """What there is to read, by what the reader does here."""
    actor = current_actor()
    mine = [manuals()[name] for name, roles in READERS.items() if actor.has(*roles)]
    return render("help/chapters.html", manuals=mine)


@bp.get("/<name>")
def topic(name: str) -> str:
    """One topic. How to sign in can be read by whoever has not signed in."""
    if name not in SIGNED_OUT:
        current_actor()
    found = topics().get(name) or abort(NOT_FOUND)
    manual = manuals()[found.manual]
    return render("help/topic.html", topic=found, manual=manual)


def help_here() -> str | None:
    """The address of what helps with the page that is being shown."""
    if request.endpoint in WITHOUT_HELP:
        return None
    name, _, task = HELPED_BY.get(request.endpoint or "", "").partition("#")
    if name in SIGNED_OUT or (name and actor_or_none()):
        return url_for("help.topic", name=name, _anchor=task or None)
    return url_for("help.chapters") if actor_or_none() else None


@bp.record_once
def _teach(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["help_here"] = help_here
