"""The public pages by which an adult signs without an account (security brief T11).

Opening the address shows a field for a code and nothing else: the token of a link
stands behind the # and never reaches us by itself. A script puts it into the field;
whatever fetches the page signs nothing and is told nothing.
"""

from collections.abc import Callable
from typing import Any

from flask import request

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.guessing import count_wrong_code
from safeguard.agreements.commands.signing_by_link import (
    decline_by_link as decline,
)
from safeguard.agreements.commands.signing_by_link import (
    sign_by_link as sign,
)
from safeguard.agreements.forms.signing import (
    AnswerByLinkForm,
    LinkForm,
    form_ref,
)
from safeguard.agreements.permissions.guesses import held_until
from safeguard.agreements.permissions.links import FoundLink, find_link
from safeguard.agreements.queries.linked import open_link, read_receipt, was_sent
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.showing import page as show
from safeguard.agreements.views.showing import words_named
from safeguard.guidance.agreements import STANDARD
from school.foundation.errors import Hidden, Invalid, Stale
from school.foundation.form_ids import FormId
from school.identity.commands.proving import Held
from school.identity.queries.signing_in import trust_ref
from school.web.answering import CONFLICT
from school.web.catalogue import gettext as _
from school.web.pages import UNPROCESSABLE

NOT_FOUND = 404
NOBODY = "nobody"


class Overtaken(Exception):
    """Whoever reads answers a text of which a new version is in force by now."""


class NoSuchLink(Exception):
    """Unknown, used, too old, revoked or another's: one answer for all of them."""


@bp.get("/sign")
def by_link() -> str:
    """The field for the code of a letter. Nothing is opened by looking."""
    return show("by_link", form=LinkForm(), wrong=False)


@bp.post("/sign")
def open_text() -> Any:
    """The text behind a code or a link, to be read and then answered."""
    form = LinkForm()
    if not form.given().strip():
        form.secret.errors = [_("Type the code from your letter.")]
        return show("by_link", form=form, wrong=False), UNPROCESSABLE
    try:
        found = _found(form.given())
        fresh = AnswerByLinkForm(formdata=None)
        fresh.secret.data = form.given()
        fresh.variant.data = request.form.get("words", STANDARD)[:20]
        return _text_page(found, fresh)
    except (NoSuchLink, Hidden):
        return _no_such_link()


@bp.post("/sign/agree")
def sign_by_link() -> Any:
    """The adult signs."""
    form = AnswerByLinkForm()
    return _answered(form, lambda link, id_: _sign(link, form.details(), id_))


@bp.post("/sign/decline")
def decline_by_link() -> Any:
    """The adult does not sign."""
    form = AnswerByLinkForm()
    return _answered(form, lambda link, id_: _decline(link, form.refusal(), id_))


def _sign(link: FoundLink, said: Said, identity: FormId) -> str:
    return sign(link.actor, link.ref, said, form=identity)


def _decline(link: FoundLink, said: Said, identity: FormId) -> str:
    return decline(link.actor, link.ref, said, form=identity)


def _answered(form: AnswerByLinkForm, act: Callable[[FoundLink, FormId], str]) -> Any:
    secret = str(form.secret.data or "")
    try:
        found = _found(secret, form)
        return _answered_by(found, form, act)
    except Overtaken:
        empty = LinkForm(formdata=None)
        return show("by_link", form=empty, wrong=False, overtaken=True), CONFLICT
    except (NoSuchLink, Hidden):
        return _no_such_link()


def _answered_by(
    found: FoundLink, form: AnswerByLinkForm, act: Callable[[FoundLink, FormId], str]
) -> Any:
    if not form.validate():
        return _text_page(found, form), UNPROCESSABLE
    try:
        act(found, form.identity())
    except Invalid as objected:
        form.take_back(objected.problems)
        return _text_page(found, form), UNPROCESSABLE
    except Stale:
        return _text_page(found, form, stale=True), CONFLICT
    return show("signed_by_link", receipt=read_receipt(found.actor, found.ref))


def _found(secret: str, form: AnswerByLinkForm | None = None) -> FoundLink:
    """The link behind a secret, if it signs; or if this very form was acted on just
    now, and the button was pressed twice. Raises Held; Overtaken, where an answer comes
    to a text of which a new version is in force; and NoSuchLink for all else.
    """
    trust, address = trust_ref(), request.remote_addr or ""
    if trust is None:
        raise NoSuchLink
    until = held_until(trust, address)
    if until:
        raise Held(until)
    found = find_link(secret)
    signer = found.signer_ref if found else NOBODY
    again = was_sent(signer, form_ref(form) if form else "")
    if found and (found.signs or again):
        return found
    if found and found.is_overtaken and form:
        raise Overtaken
    count_wrong_code(trust, address)
    raise NoSuchLink


def _text_page(found: FoundLink, form: AnswerByLinkForm, *, stale: bool = False) -> str:
    linked = open_link(found.actor, found.ref, form.variant.data or STANDARD)
    form.show_text(linked.text, renew=stale)
    words = [(code, words_named(code)) for code in linked.text.variants]
    return show("read_by_link", linked=linked, form=form, words=words, stale=stale)


def _no_such_link() -> tuple[str, int]:
    return show("by_link", form=LinkForm(formdata=None), wrong=True), NOT_FOUND
