"""What states, sides and ends of agreements are called, and their shapes."""

from collections.abc import Mapping
from typing import Any

from safeguard.agreements.states import AgreementState, Answer, Side, Withdrawal
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    AgreementState.ISSUED: _l("Nobody has answered"),
    AgreementState.PUPIL_SIGNED: _l("The pupil has signed"),
    AgreementState.PARENT_SIGNED: _l("A parent has signed"),
    AgreementState.COMPLETE: _l("Signed"),
    AgreementState.DECLINED: _l("Declined"),
    AgreementState.EXPIRED: _l("Ended unsigned"),
    AgreementState.WITHDRAWN: _l("Holds no longer"),
}
SHAPES: Words = {
    AgreementState.ISSUED: "waiting",
    AgreementState.PUPIL_SIGNED: "planned",
    AgreementState.PARENT_SIGNED: "planned",
    AgreementState.COMPLETE: "done",
    AgreementState.DECLINED: "decide",
    AgreementState.EXPIRED: "late",
    AgreementState.WITHDRAWN: "info",
}
SIDES: Words = {
    Side.PUPIL: _l("Pupil"),
    Side.PARENT: _l("Parent or carer"),
    Side.ADULT: _l("Adult"),
}
SAID: Words = {
    Answer.SIGNED: _l("signed"),
    Answer.DECLINED: _l("declined"),
}
ENDS: Words = {
    Withdrawal.NEW_VERSION: _l("There is a new version of the text."),
    Withdrawal.NEW_STAGE: _l("The pupil has reached another key stage."),
    Withdrawal.LEFT: _l("The person has left the school."),
    Withdrawal.BY_SIGNER: _l("The signer has taken it back."),
    Withdrawal.ISSUED_WRONGLY: _l("It was issued or signed by mistake."),
}
LINKS: Words = {
    "open": _l("Not used yet"),
    "used": _l("Used"),
    "revoked": _l("Replaced or revoked"),
    "expired": _l("Too old"),
}
WAYS: Words = {"letter": _l("By letter"), "mail": _l("By mail")}
