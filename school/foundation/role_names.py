"""What each role is called on a page; translated where it is shown."""

from school.foundation.actor import Role

ROLE_NAMES: dict[Role, str] = {
    Role.EXECUTIVE_HEAD: "Executive headteacher",
    Role.TRUST_SAFEGUARDING_LEAD: "Trust safeguarding lead",
    Role.TRUSTEE: "Trustee",
    Role.CHAIR: "Chair of trustees",
    Role.DPO: "Data protection officer",
    Role.HEAD: "Head of school",
    Role.DSL: "Designated safeguarding lead (DSL)",
    Role.DEPUTY_DSL: "Deputy safeguarding lead",
    Role.ACTING_DSL: "Acting safeguarding lead",
    Role.STAND_IN_DSL: "Stand-in safeguarding lead, who may take cover",
    Role.ASSISTANT_HEAD: "Assistant headteacher",
    Role.DEPUTY_HEAD: "Deputy headteacher",
    Role.DIGITAL_SAFETY: "Digital safety coordinator",
    Role.ICT: "ICT technician",
    Role.SEARCHER: "Authorised searcher",
    Role.SENCO: "Special needs coordinator (SENCO)",
    Role.COUNSELLOR: "Counsellor",
    Role.TEACHER: "Teacher",
    Role.TUTOR: "Form tutor",
    Role.AIDE: "Teaching assistant",
    Role.OFFICE: "Office staff",
    Role.ROLL_OFFICER: "Roll officer",
    Role.CUSTODY_OFFICER: "Custody officer",
    Role.LIBRARIAN: "Librarian",
    Role.COUNCILLOR: "Academy councillor",
    Role.STAFF: "Member of staff",
    Role.SUPPLY: "Supply teacher",
    Role.AGENCY: "Agency staff",
    Role.VOLUNTEER: "Volunteer",
    Role.VISITOR: "Visitor",
    Role.SCHOOL_ADMIN: "School administrator",
    Role.SYSTEM_ADMIN: "System administrator",
    Role.MACHINE: "The product itself",
    Role.FOUNDER: "Founder",
    Role.STUDENT: "Pupil",
    Role.PARENT: "Parent",
    Role.GUARDIAN: "Guardian",
    Role.RELATIVE: "Relative",
}


def leading_role(roles: frozenset[Role]) -> Role | None:
    """The role a person is introduced by, when several are held."""
    return next((role for role in ROLE_NAMES if role in roles), None)
