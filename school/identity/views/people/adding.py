"""Adding a pupil, a member of staff or an adult of a pupil; mending particulars."""

from typing import Any

from flask import flash

from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.foundation.role_names import ROLE_NAMES
from school.identity.commands import adding as acts
from school.identity.commands.characteristics import (
    change_characteristics as keep_characteristics,
)
from school.identity.forms.characteristics import ChangeCharacteristicsForm
from school.identity.forms.people import (
    AddContactForm,
    AddPupilForm,
    AddStaffForm,
    ChangePersonForm,
    NamedForm,
)
from school.identity.permissions import Act
from school.identity.queries.lists import (
    Listed,
    PersonShown,
    classes_to_choose,
    namesakes,
    read_person,
)
from school.identity.views.people.answering import done, on_to, only_for, status_of
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import render


@bp.get("/people/add")
def add_person() -> str:
    """Whom to add."""
    only_for(Act.ADD_PERSON, current_actor())
    return render("people/add_person.html")


@bp.route("/people/add/pupil", methods=["GET", "POST"])
def add_pupil() -> Any:
    """Add a pupil to a form."""
    actor = current_actor()
    only_for(Act.ADD_PUPIL, actor)
    form = AddPupilForm()
    form.offer(classes_to_choose(actor))
    ref = done(form, lambda sent: acts.add_pupil(actor, form.details(), form=sent))
    if ref:
        if form.upn_is_unusual:
            flash(_("The UPN comes from a council that we do not know."), "warning")
        return on_to("people.person", _("The pupil is added."), person_ref=ref)
    known = _ask_who(actor, form, _("Another child of the same name"), pick=False)
    page = render("people/add_pupil.html", form=form, known=known)
    return page, status_of(form)


@bp.route("/people/add/staff", methods=["GET", "POST"])
def add_staff() -> Any:
    """Add a member of staff, with a role that opens no record of others."""
    actor = current_actor()
    only_for(Act.ADD_STAFF, actor)
    form = AddStaffForm()
    ref = done(form, lambda sent: acts.add_staff(actor, form.details(), form=sent))
    if ref:
        return on_to(
            "people.person",
            _("Added. They can sign in once they have an account."),
            person_ref=ref,
        )
    _ask_who(actor, form, _("Somebody else of the same name"))
    return render("people/add_staff.html", form=form), status_of(form)


@bp.route("/people/<ref:person_ref>/add-contact", methods=["GET", "POST"])
def add_contact(person_ref: str) -> Any:
    """Record an adult of a pupil. Whoever works here is barred from the records."""
    actor = current_actor()
    pupil = read_person(actor, person_ref)
    form = AddContactForm()
    ref = done(
        form,
        lambda sent: acts.add_contact(actor, form.details(person_ref), form=sent),
    )
    if ref:
        return on_to("people.person", _("The adult is added."), person_ref=person_ref)
    _ask_who(actor, form, _("Somebody else of the same name"))
    page = render("people/add_contact.html", form=form, pupil=pupil)
    return page, status_of(form)


def _ask_who(
    actor: Actor, form: NamedForm, another: str, *, pick: bool = True
) -> list[str]:
    """Once a name is typed that somebody has: offer those of that name."""
    given, family = form.given_name.data, form.family_name.data
    if not (given and family):
        return []
    known = [(each.ref, _told_apart(each)) for each in namesakes(actor, given, family)]
    if known:
        form.ask_who(known if pick else [], another)
    return [words for _ref, words in known]


def _told_apart(each: Listed) -> str:
    parts = [each.name, each.form, *(_(ROLE_NAMES[role]) for role in each.roles)]
    if each.children:
        parts.append(
            ngettext(
                "adult of %(num)s pupil here",
                "adult of %(num)s pupils here",
                each.children,
            )
        )
    return ", ".join(part for part in parts if part)


@bp.route("/people/<ref:person_ref>/change", methods=["GET", "POST"])
def change_person(person_ref: str) -> Any:
    """Mend somebody's particulars."""
    actor = current_actor()
    form = ChangePersonForm()
    only_for(Act.CHANGE_PERSON, actor)
    shown = read_person(actor, person_ref)
    if not form.is_submitted():
        _fill(form, shown)
    ref = done(
        form,
        lambda sent: acts.change_person(
            actor,
            person_ref,
            form.details("pupil" if shown.is_pupil else "staff"),
            int(form.version.data or 0),
            form=sent,
        ),
    )
    if ref:
        return on_to("people.person", _("Changed."), person_ref=person_ref)
    page = render("people/change_person.html", form=form, person=shown)
    return page, status_of(form)


@bp.route("/people/<ref:person_ref>/characteristics", methods=["GET", "POST"])
def change_characteristics(person_ref: str) -> Any:
    """What a pupil is counted by; what is kept is not shown."""
    actor, form = current_actor(), ChangeCharacteristicsForm()
    only_for(Act.CHANGE_CHARACTERISTICS, actor)
    shown = read_person(actor, person_ref)
    if not shown.is_pupil:
        raise Hidden("no pupil")
    ref = done(
        form,
        lambda sent: keep_characteristics(actor, person_ref, form.details(), form=sent),
    )
    if ref:
        return on_to("people.person", _("Changed."), person_ref=person_ref)
    page = render("people/change_characteristics.html", form=form, person=shown)
    return page, status_of(form)


def _fill(form: ChangePersonForm, shown: PersonShown) -> None:
    for name, text in shown.particulars.items():
        form[name].data = text
    form.born_on.data = shown.born_on.strftime("%d/%m/%Y") if shown.born_on else ""
    form.version.data = str(shown.version)
