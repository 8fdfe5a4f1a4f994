"""Who is acting: a value that every act and every entry carries."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Every role of the school and the trust, in OneRoster's names where it has one.

    OneRoster 1.2 allows `ext:` names; the words after `ext:` are the field's own.
    """

    # Trust
    EXECUTIVE_HEAD = "ext:executiveHeadteacher"
    TRUST_SAFEGUARDING_LEAD = "ext:trustSafeguardingLead"
    TRUSTEE = "ext:trustee"
    CHAIR = "ext:chairOfTrustees"
    DPO = "ext:dataProtectionOfficer"
    # School
    HEAD = "principal"
    ASSISTANT_HEAD = "ext:assistantHeadteacher"
    DEPUTY_HEAD = "ext:deputyPrincipal"
    DSL = "ext:designatedSafeguardingLead"
    DEPUTY_DSL = "ext:deputyDesignatedSafeguardingLead"
    ACTING_DSL = "ext:actingDesignatedSafeguardingLead"
    # Approved in advance to take cover; opens nothing until they do (decision 26).
    STAND_IN_DSL = "ext:standInDesignatedSafeguardingLead"
    DIGITAL_SAFETY = "ext:digitalSafetyCoordinator"
    ICT = "ext:ictTechnician"
    SEARCHER = "ext:authorisedSearcher"
    SENCO = "ext:senco"
    COUNSELLOR = "counselor"
    TEACHER = "teacher"
    TUTOR = "ext:formTutor"
    AIDE = "aide"
    OFFICE = "ext:officeStaff"
    # An office worker whom the head has named for accounts and the roll.
    ROLL_OFFICER = "ext:rollOfficer"
    # A member of staff whom the head has named for items that were taken from pupils.
    CUSTODY_OFFICER = "ext:custodyOfficer"
    LIBRARIAN = "ext:librarian"
    STAFF = "ext:staff"
    SUPPLY = "ext:supplyStaff"
    AGENCY = "ext:agencyStaff"
    VOLUNTEER = "ext:volunteer"
    VISITOR = "ext:visitor"
    COUNCILLOR = "ext:governor"
    # Accounts and machines
    SCHOOL_ADMIN = "siteAdministrator"
    SYSTEM_ADMIN = "systemAdministrator"
    MACHINE = "ext:machine"
    # Opens the founding page and nothing else, until the founding closes itself.
    FOUNDER = "ext:founder"
    # Those the log is about
    STUDENT = "student"
    PARENT = "parent"
    GUARDIAN = "guardian"
    RELATIVE = "relative"


# Anyone whose work at the school brings them to a child: each may raise a concern.
WORKS_HERE = frozenset(Role) - {
    Role.STUDENT,
    Role.PARENT,
    Role.GUARDIAN,
    Role.RELATIVE,
    Role.MACHINE,
    Role.FOUNDER,
    Role.SYSTEM_ADMIN,
    Role.VISITOR,
}
# Held at trust level, these reach every school of the trust.
OF_THE_TRUST = frozenset(
    {
        Role.EXECUTIVE_HEAD,
        Role.TRUST_SAFEGUARDING_LEAD,
        Role.TRUSTEE,
        Role.CHAIR,
        Role.DPO,
        Role.SYSTEM_ADMIN,
    }
)


@dataclass(frozen=True)
class Actor:
    """One person acting in one school at one moment, with the roles held then."""

    person_ref: str
    school_ref: str
    trust_ref: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    user_ref: str = ""
    sign_in_ref: str = ""
    elevated: bool = False
    elevation_reason: str | None = None

    def has(self, *roles: Role) -> bool:
        """Whether any of the roles is held."""
        return not self.roles.isdisjoint(roles)

    @property
    def works_here(self) -> bool:
        """Whether this person works or volunteers in the school or the trust."""
        return not self.roles.isdisjoint(WORKS_HERE)

    @classmethod
    def system(cls, name: str, school_ref: str, trust_ref: str = "") -> "Actor":
        """A named part of the product acting by itself (import, timer, operator)."""
        return cls(
            person_ref=f"system:{name}",
            school_ref=school_ref,
            trust_ref=trust_ref or school_ref,
            roles=frozenset({Role.MACHINE}),
        )

    @classmethod
    def nobody(cls, trust_ref: str) -> "Actor":
        """Somebody who is not signed in."""
        return cls(person_ref="nobody", school_ref=trust_ref, trust_ref=trust_ref)
