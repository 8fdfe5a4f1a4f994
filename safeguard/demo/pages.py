"""The one page of its own: signing in as somebody invented, with one press."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from safeguard.demo import stock
from school.foundation import proofs
from school.foundation.errors import Hidden
from school.identity.commands.proving import Blocked, SecondFactor
from school.identity.commands.signing_in import Proven, admit
from school.identity.forms.signing_in import OnwardForm
from school.identity.permissions.signing_in import account_by_name
from school.identity.queries import signing_in as questions
from school.identity.views import asking, entering, going_on
from school.identity.views.signing_in import blocked_words

SEE_OTHER = 303
ON_THE_PAGE = {each.username for each in stock.colleagues() if each.hint}
# What the record says of such a sign-in: nothing was proven.
FACTOR = "demonstration"
bp = Blueprint("demonstration", __name__, url_prefix="/demonstration")


@bp.post("/sign-in", endpoint="sign_in")
def do_sign_in() -> Any:
    """Sign in as one of the people on the sign-in page, whose password everybody reads.

    It asks for no code, so that a page may stay open for as long as somebody reads it,
    and the codes are left for opening case content. A blocked account stays blocked.
    """
    trust, username = questions.trust_ref(), request.form.get("username", "")
    user = account_by_name(trust, username) if trust else None
    if trust is None or user is None or username not in ON_THE_PAGE:
        raise Hidden("nobody of the sign-in page")
    proven = Proven(
        person_ref=user.person_ref,
        user_ref=user.ref,
        proof=SecondFactor(FACTOR),
        token=proofs.new_token(),
        place=asking.here(),
    )
    try:
        token = admit(trust, user, proven)
    except Blocked:
        flash(blocked_words(), "warning")
        return redirect(url_for("identity.sign_in"), SEE_OTHER)
    return going_on.told_and_sent(entering.come_in(token), OnwardForm())
