"""The page on which a concern about an adult is raised, as it is shown."""

from typing import Any

from safeguard.allegations.forms import RaiseAdultConcernForm
from safeguard.allegations.queries import naming
from safeguard.allegations.views.finding import finders
from school.foundation.actor import Actor
from school.web.pages import render


def raise_page(
    actor: Actor,
    form: RaiseAdultConcernForm,
    *,
    asked: str | None = None,
    **shown: Any,
) -> str:
    """The page. `draft`: one to go on with; `saved`: when it was last kept."""
    return render(
        "allegations/raise_adult_concern.html",
        form=form,
        finders=finders(actor, form, asked),
        ring=naming.to_ring(actor),
        **shown,
    )
