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
from school.identity.models.characteristics import Characteristics
from school.identity.models.duty import DutyTurn
from school.identity.models.founding import FoundingPost
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
from school.identity.models.roll import RollKind, RollState, RollUpload

__all__ = [
    "Appointment",
    "Characteristics",
    "Credential",
    "Declaration",
    "DutyTurn",
    "Elevation",
    "ElevationActivity",
    "Enrolment",
    "FactorReset",
    "FailedSignIn",
    "Founding",
    "FoundingPost",
    "Org",
    "OrgSetting",
    "Person",
    "Relationship",
    "RollKind",
    "RollState",
    "RollUpload",
    "SchoolClass",
    "SignIn",
    "SignInActivity",
    "Throttle",
    "UsedCode",
    "User",
]
