"""Writing about a child: needs and plans, and who belongs to whom."""

from typing import Any

from flask import flash, url_for

from safeguard.children import commands
from safeguard.children.forms import (
    ChangeNeedForm,
    LinkChildForm,
    RecordNeedForm,
    UnlinkChildForm,
)
from safeguard.children.panels.wordings import need_of
from safeguard.children.queries.reading import ChildNamed, prepare_child
from safeguard.children.views.blueprint import bp
from safeguard.guidance import children as guidance
from school.foundation import clock
from school.foundation.errors import Hidden
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.route("/children/<ref:child_ref>/record-need", methods=["GET", "POST"])
def record_need(child_ref: str) -> Any:
    """A need, plan or worker: since when, in words, and who told the school."""
    actor, form = current_actor(), RecordNeedForm()

    def page(**context: Any) -> str:
        child = prepare_child(actor, child_ref)
        offered = guidance.needs.offered(clock.today())
        hints = [(_(each.wording), _(each.hint)) for each in offered if each.hint]
        return _page("record_need", child, form, hints=hints, **context)

    def act(identity: Any) -> str:
        commands.record_need(actor, child_ref, *form.details_of(), form=identity)
        flash(_("It stands on the child’s page from now on."), "success")
        return _back(child_ref)

    return answer(form, act, page)


@bp.route(
    "/children/<ref:child_ref>/needs/<ref:need_ref>/change", methods=["GET", "POST"]
)
def change_need(child_ref: str, need_ref: str) -> Any:
    """It ended, changed, or never was: a new version; the earlier ones stay."""
    actor, form = current_actor(), ChangeNeedForm()

    def page(*, stale: bool = False) -> str:
        child = prepare_child(actor, child_ref)
        need = next((each for each in child.needs if each.need_ref == need_ref), None)
        if need is None:
            raise Hidden("not found")
        form.show(need, renew=stale)
        return _page("change_need", child, form, need=need_of(need), stale=stale)

    def act(identity: Any) -> str:
        seen, said = form.details_of()
        commands.change_need(actor, child_ref, need_ref, seen, said, form=identity)
        return _back(child_ref)

    return answer(form, act, page)


@bp.route("/children/<ref:child_ref>/link", methods=["GET", "POST"])
def link_child(child_ref: str) -> Any:
    """Another child: looked up by name, chosen, and how they belong together."""
    actor, form = current_actor(), LinkChildForm()

    def page(**context: Any) -> str:
        child = prepare_child(actor, child_ref)
        return _page("link_child", child, form, **context)

    def act(identity: Any) -> str:
        commands.link_child(actor, child_ref, form.details(), form=identity)
        return _back(child_ref)

    if form.is_submitted():
        form.offer(actor)
    if form.is_to_find:
        return page(asked=True)
    return answer(form, act, page)


@bp.route(
    "/children/<ref:child_ref>/links/<ref:link_ref>/unlink", methods=["GET", "POST"]
)
def unlink_child(child_ref: str, link_ref: str) -> Any:
    """The link ends; that it stood stays on record."""
    actor, form = current_actor(), UnlinkChildForm()

    def page(**context: Any) -> str:
        child = prepare_child(actor, child_ref)
        found = (each for each in child.linked if each.link_ref == link_ref)
        link = next(found, None)
        if link is None:
            raise Hidden("not found")
        return _page("unlink_child", child, form, link=link, **context)

    def act(identity: Any) -> str:
        reason = form.reason.data or ""
        commands.unlink_child(actor, child_ref, link_ref, reason, form=identity)
        return _back(child_ref)

    return answer(form, act, page)


def _page(act: str, child: ChildNamed, form: Any, **context: Any) -> str:
    back = _back(child.ref)
    return render(
        f"children/{act}.html", child=child, form=form, back_href=back, **context
    )


def _back(child_ref: str) -> str:
    return url_for("children.child", child_ref=child_ref)
