"""Identity's tables: people and orgs, accounts and signing in."""

from school.identity.models.accounts import (
    Credential,
    Elevation,
    ElevationActivity,
    FactorReset,
    FailedSignIn,
    SignIn,
    SignInActivity,
    Throttle,
    UsedCode,
    User,
)
from school.identity.models.people import (
    Appointment,
    Declaration,
    Enrolment,
    Founding,
    Org,
    OrgSetting,
    Person,
    Relationship,
    SchoolClass,
)

__all__ = [
    "Appointment",
    "Credential",
    "Declaration",
    "Elevation",
    "ElevationActivity",
    "Enrolment",
    "FactorReset",
    "FailedSignIn",
    "Founding",
    "Org",
    "OrgSetting",
    "Person",
    "Relationship",
    "SchoolClass",
    "SignIn",
    "SignInActivity",
    "Throttle",
    "UsedCode",
    "User",
]
