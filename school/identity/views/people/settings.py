"""A school's numbers, hours, terms and closures; and what is still to be set up."""

from typing import Any

from school.identity.commands import cover
from school.identity.commands import settings as acts
from school.identity.forms.settings import (
    CLOSURE_WORDS,
    AddClosureForm,
    AddDutyTurnForm,
    AddTermForm,
    ChangeSettingsForm,
)
from school.identity.permissions import Act, SigningAct
from school.identity.permissions.settings import SETTINGS
from school.identity.queries.cover import whom_to_put_on_duty
from school.identity.queries.set_up import read_set_up, read_settings
from school.identity.views.people.answering import done, may, on_to, only_for, status_of
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render

GAPS = {
    "no_dsl": _l("There is no designated safeguarding lead: nobody takes a concern."),
    "no_deputy": _l("There is no deputy: nobody takes concerns when the DSL is away."),
    "no_head": _l("There is no head of school."),
    "no_stand_in": _l(
        "Nobody may take cover when the DSL and the deputy are away. Grant the role of "
        "stand-in, to the head for one, and let a second person approve it."
    ),
    "no_second_signature": _l(
        "One person holds every post that may sign: a concern entered in error cannot "
        "be voided, for that takes two. Appoint a deputy who is somebody else."
    ),
    "nobody_on_duty": _l(
        "In the next four weeks there are days on which the school is closed and "
        "nobody is on the duty rota."
    ),
    "nobody_above_the_head": _l(
        "Nobody can receive a concern about the head: there is no executive head and "
        "no chair who is another person."
    ),
    "role_waits": _l("A role waits for a second person’s approval."),
    "dsl_without_account": _l("The DSL has no account yet."),
    "deputy_without_account": _l("The deputy has no account yet."),
    "dsl_without_factor": _l("The DSL has no second factor: no case opens without."),
    "deputy_without_factor": _l("The deputy has no second factor."),
    "no_dsl_telephone": _l("The DSL’s telephone number is missing."),
    "no_mash_number": _l("The number of children’s social care (MASH) is missing."),
    "no_lado_number": _l("The LADO’s number is missing."),
    "no_night_number": _l("The number for nights and weekends is missing."),
    "no_terms": _l("No term dates are entered: clocks cannot tell when school is in."),
    "terms_end_soon": _l("The last term that is entered ends soon. Enter the next."),
}
PLACES = {
    "appointments": ("people.appointments", _l("Roles"), Act.READ_APPOINTMENTS),
    "accounts": ("identity.accounts", _l("Accounts"), SigningAct.READ_ACCOUNTS),
    "settings": ("people.settings", _l("Settings"), Act.READ_SETTINGS),
}


@bp.get("/set-up")
def set_up() -> str:
    """What is still missing, and where each thing is mended."""
    actor = current_actor()
    gaps = read_set_up(actor)
    places = {
        name: (endpoint, words)
        for name, (endpoint, words, act) in PLACES.items()
        if may(act, actor)
    }
    return render("people/set_up.html", gaps=gaps, words=GAPS, places=places)


@bp.route("/settings", methods=["GET", "POST"])
def settings() -> Any:
    """The school's numbers, hours, terms and days without pupils."""
    actor, form = current_actor(), ChangeSettingsForm()
    ref = done(
        form, lambda sent: acts.change_settings(actor, form.details(), form=sent)
    )
    if ref:
        return on_to("people.settings", _("Saved."))
    shown = read_settings(actor)
    if not form.is_submitted():
        for name in SETTINGS:
            form[name].data = shown.values.get(name, "")
    page = render(
        "people/settings.html", form=form, shown=shown, closure_words=CLOSURE_WORDS
    )
    return page, status_of(form)


@bp.route("/settings/add-term", methods=["GET", "POST"])
def add_term() -> Any:
    """Add a term."""
    actor, form = current_actor(), AddTermForm()
    only_for(Act.ADD_TERM, actor)
    if done(form, lambda sent: acts.add_term(actor, form.details(), form=sent)):
        return on_to("people.settings", _("The term is added."))
    return render("people/add_term.html", form=form), status_of(form)


@bp.route("/settings/add-closure", methods=["GET", "POST"])
def add_closure() -> Any:
    """Add days without pupils."""
    actor, form = current_actor(), AddClosureForm()
    only_for(Act.ADD_CLOSURE, actor)
    if done(form, lambda sent: acts.add_closure(actor, form.details(), form=sent)):
        return on_to("people.settings", _("The days are added."))
    return render("people/add_closure.html", form=form), status_of(form)


@bp.route("/settings/add-duty-turn", methods=["GET", "POST"])
def add_duty_turn() -> Any:
    """Put somebody on the duty rota."""
    actor, form = current_actor(), AddDutyTurnForm()
    only_for(Act.ADD_DUTY_TURN, actor)
    form.offer(whom_to_put_on_duty(actor))
    if done(form, lambda sent: cover.add_duty_turn(actor, form.details(), form=sent)):
        return on_to("people.settings", _("They are on the duty rota."))
    return render("people/add_duty_turn.html", form=form), status_of(form)


@bp.post("/settings/duty-turns/<ref:turn_ref>/remove")
def remove_duty_turn(turn_ref: str) -> Any:
    """Take somebody off the duty rota."""
    cover.remove_duty_turn(current_actor(), turn_ref)
    return on_to("people.settings", _("They are off the duty rota."))


@bp.post("/settings/terms/<ref:term_ref>/remove")
def remove_term(term_ref: str) -> Any:
    """Remove a term."""
    acts.remove_term(current_actor(), term_ref)
    return on_to("people.settings", _("The term is removed."))


@bp.post("/settings/closures/<ref:closure_ref>/remove")
def remove_closure(closure_ref: str) -> Any:
    """Remove days without pupils."""
    acts.remove_closure(current_actor(), closure_ref)
    return on_to("people.settings", _("The days are removed."))
