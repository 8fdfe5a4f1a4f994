"""The one page of its own: signing in as somebody invented, with one press."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from safeguard.demo import stock
from safeguard.demo.accounts import PASSWORD, fresh_code
from school.foundation.errors import Hidden
from school.identity.commands.proving import Held, NotProven
from school.identity.commands.signing_in import Try, try_to_sign_in
from school.identity.forms.signing_in import OnwardForm
from school.identity.queries import signing_in as questions
from school.identity.views import asking, entering, going_on

SEE_OTHER = 303
ON_THE_PAGE = {each.username for each in stock.colleagues() if each.hint}
bp = Blueprint("demonstration", __name__, url_prefix="/demonstration")


@bp.post("/sign-in", endpoint="sign_in")
def do_sign_in() -> Any:
    """Sign in as one of the people on the sign-in page.

    The code is made when the button is pressed, so that a page may stay open for as
    long as somebody reads it. Everything else is the product's own signing in.
    """
    trust, username = questions.trust_ref(), request.form.get("username", "")
    if trust is None or username not in ON_THE_PAGE:
        raise Hidden("nobody of the sign-in page")
    typed = Try(username, PASSWORD, fresh_code(trust, username) or "")
    try:
        token = try_to_sign_in(trust, typed, asking.here())
    except (NotProven, Held):
        flash(_("All codes of this minute have served. Try again in half a minute."))
        return redirect(url_for("identity.sign_in"), SEE_OTHER)
    return going_on.told_and_sent(entering.come_in(token), OnwardForm())
