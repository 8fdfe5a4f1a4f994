"""A device on which somebody has signed in before: others' failures do not hold it up.

Anybody in a school can type a colleague's name and wrong passwords. Without this, a
pupil could keep the safeguarding lead waiting, again and again. The cookie proves
nothing about who asks; it only gives the device a count of its own.
"""

from dataclasses import dataclass

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from school.foundation.references import new_ref

HALF_A_YEAR = 183 * 24 * 60 * 60
# Shared computers in a staff room; the account that came first goes first.
ACCOUNTS_REMEMBERED = 12


@dataclass(frozen=True)
class Device:
    """What the cookie says: an id of its own, and the accounts it knows, as
    fingerprints.
    """

    ref: str = ""
    accounts: tuple[str, ...] = ()


def this_device() -> Device:
    """The device that asks, if it is known."""
    try:
        ref, accounts = _serializer().loads(request.cookies.get(_name(), ""))
        return Device(str(ref), tuple(str(account) for account in accounts))
    except (BadSignature, TypeError, ValueError):
        return Device()


def remember_device(account: str) -> None:
    """Let this device know the account, once somebody has signed in with it."""
    device = this_device()
    others = [each for each in device.accounts if each != account]
    kept = [*others, account][-ACCOUNTS_REMEMBERED:]
    value = _serializer().dumps([device.ref or new_ref(), kept])

    @after_this_request
    def put(response: Response) -> Response:
        response.set_cookie(
            _name(),
            str(value),
            max_age=HALF_A_YEAR,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Lax",
        )
        return response


def _name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")
