"""Letters to parents: asking for them, waiting for them, taking them away."""

from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from safeguard.campaigns.commands.lettering import ask_letters
from safeguard.campaigns.forms import LettersForm
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.queries import letters as reading
from safeguard.campaigns.states import LettersState
from safeguard.campaigns.views.blueprint import bp, shown
from school.foundation import bell
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.pages import number_only
from school.web.paper import as_download


@bp.route("/campaigns/<ref:campaign_ref>/letters", methods=["GET", "POST"])
def letters(campaign_ref: str) -> Any:
    """What can be printed, what is being set, what is ready."""
    actor, form = current_actor(), LettersForm()

    def done(identity: FormId) -> str:
        ask_letters(actor, campaign_ref, form.details(), form=identity)
        bell.ring()
        return url_for("campaigns.letters", campaign_ref=campaign_ref)

    def page(*, stale: bool = False) -> str:
        found = reading.read_letters(actor, campaign_ref)
        form.offer(found)
        return shown("letters", letters=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.get("/campaigns/letters/<ref:letters_ref>/progress")
def letters_progress(letters_ref: str) -> Response:
    """How many are set, for the bar: a number alone. Once nothing more is done, it is
    one more than were set.
    """
    only_for(Act.READ_LETTERS)
    found = reading.letters_done(current_actor(), letters_ref)
    if found is None:
        raise Hidden("no such letters")
    return number_only(found.done + (found.state is not LettersState.ASKED))


@bp.get("/campaigns/letters/<ref:letters_ref>/download")
def download_letters(letters_ref: str) -> Response:
    """The file, while it is there."""
    pdf = reading.download_letters(current_actor(), letters_ref)
    return as_download(pdf, f"letters-{letters_ref}")
