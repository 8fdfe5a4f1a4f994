"""What stays on a shared tablet: a signed note of the sitting, and of nobody."""

from flask import current_app, make_response, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from safeguard.agreements.permissions.sittings import MINUTES

SEE_OTHER = 303
SECONDS = MINUTES * 60


def hand_over(sitting_ref: str) -> Response:
    """To the names of the class, on a device that from now on knows the sitting."""
    answer = make_response(redirect(url_for("agreements.tablet"), SEE_OTHER))
    answer.set_cookie(
        _name(),
        _notes().dumps(sitting_ref),
        max_age=SECONDS,
        secure=_secure(),
        httponly=True,
        samesite="Strict",
    )
    return answer


def take_away(to: str) -> Response:
    """To another page, on a device that knows no sitting any more."""
    answer = make_response(redirect(to, SEE_OTHER))
    answer.delete_cookie(_name(), secure=_secure(), samesite="Strict", httponly=True)
    return answer


def sitting_here() -> str | None:
    """The sitting that this device was given, if its note is ours and fresh."""
    try:
        found = _notes().loads(request.cookies.get(_name(), ""), max_age=SECONDS)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-sitting"


def _notes() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="sitting")
