"""What the frame of every page shows of the sign-in: who, where, until when."""

from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from school.foundation.actor import Actor, Role
from school.identity.queries.people import names_of, org_named, setting
from school.web.pages import shown_time

ROLE_NAMES = {
    Role.DSL: _l("Designated safeguarding lead"),
    Role.DEPUTY_DSL: _l("Deputy safeguarding lead"),
    Role.ACTING_DSL: _l("Acting safeguarding lead"),
    Role.HEAD: _l("Head of school"),
    Role.EXECUTIVE_HEAD: _l("Executive headteacher"),
    Role.TRUST_SAFEGUARDING_LEAD: _l("Trust safeguarding lead"),
    Role.CHAIR: _l("Chair of trustees"),
    Role.TRUSTEE: _l("Trustee"),
    Role.DPO: _l("Data protection officer"),
    Role.COUNCILLOR: _l("School councillor"),
    Role.DEPUTY_HEAD: _l("Deputy head"),
    Role.ASSISTANT_HEAD: _l("Assistant head"),
    Role.DIGITAL_SAFETY: _l("Digital safety coordinator"),
    Role.SENCO: _l("SENCO"),
    Role.COUNSELLOR: _l("Counsellor"),
    Role.ICT: _l("ICT technician"),
    Role.SYSTEM_ADMIN: _l("System administrator"),
    Role.SCHOOL_ADMIN: _l("School administrator"),
    Role.ROLL_OFFICER: _l("Roll officer"),
    Role.TUTOR: _l("Form tutor"),
    Role.TEACHER: _l("Teacher"),
    Role.SEARCHER: _l("Authorised searcher"),
    Role.AIDE: _l("Teaching assistant"),
    Role.OFFICE: _l("Office staff"),
    Role.LIBRARIAN: _l("Librarian"),
    Role.STAFF: _l("Staff"),
    Role.SUPPLY: _l("Supply staff"),
    Role.AGENCY: _l("Agency staff"),
    Role.VOLUNTEER: _l("Volunteer"),
    Role.VISITOR: _l("Visitor"),
}


def role_name(roles: frozenset[Role]) -> str:
    """The role a person is best known by, in words."""
    return next((str(name) for role, name in ROLE_NAMES.items() if role in roles), "")


def frame(actor: Actor) -> dict[str, Any]:
    """The signed-in person's part of the frame; `app` adds the navigation."""
    org = org_named(actor.school_ref)
    signed = getattr(current_user, "signed_in", None)
    until = signed.elevation_until if signed else None
    return {
        "school": {
            "name": org.name if org else "",
            "dsl_phone": setting(actor.school_ref, "dsl_telephone"),
            "dsl_name": None,
        },
        "person_name": names_of([actor.person_ref]).get(actor.person_ref),
        "role_name": role_name(actor.roles),
        "demo": current_app.config["SAFEGUARD"].demonstration,
        "elevation": {"until": shown_time(until)} if until else None,
        "links": {
            "home": "/",
            "blank": url_for("identity.blank"),
            "sign_out": url_for("identity.sign_out"),
            "drop_elevation": url_for("identity.drop_elevation"),
        },
        "footer": [{"text": _("Your account"), "href": url_for("identity.account")}],
    }
