"""The founding: who of the two holds which of the first posts, and the other's yes."""

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional

from school.foundation.role_names import ROLE_NAMES
from school.identity.commands.founding import PostFor
from school.identity.queries.founding import FoundingShown, PostToFill
from school.web.catalogue import gettext as _
from school.web.forms import ActForm, choices_of

NOBODY = ""


class ProposePostsForm(ActForm):
    """A question for each post; its fields are made by `propose_posts_form`."""

    asked: tuple[tuple[str, PostToFill], ...] = ()

    def details(self) -> tuple[PostFor, ...]:
        """The posts that somebody is to hold."""
        return tuple(
            PostFor(post.org_ref, post.role.value, self[name].data)
            for name, post in self.asked
            if self[name].data
        )

    def questions(self) -> list[Any]:
        """The fields, in the order of the posts."""
        return [self[name] for name, _post in self.asked]


class ConfirmPostsForm(ActForm):
    """Yes to exactly the proposal that the page shows."""

    proposal_ref = HiddenField()


def propose_posts_form(shown: FoundingShown) -> ProposePostsForm:
    """The form for this trust's posts, as they were last proposed."""
    both = {each.ref: each.name for each in (shown.me, shown.other)}
    fields = {
        f"post_{number}": RadioField(
            f"{_(ROLE_NAMES[post.role])}, {post.org_name}",
            [Optional()],
            choices=choices_of({**both, NOBODY: _("Nobody yet")}),
            default=post.person_ref or NOBODY,
        )
        for number, post in enumerate(shown.posts, 1)
    }
    asked = tuple(zip(fields, shown.posts, strict=True))
    made = type("ProposePostsForm", (ProposePostsForm,), {**fields, "asked": asked})
    form: ProposePostsForm = made()
    return form
