"""The tables of concerns and cases. Links point down; texts are sealed."""

from safeguard.cases.models.acting import (
    BodyMark,
    CaseMeeting,
    ChildChange,
    ConcernTransfer,
    ParentContact,
    VoidProposal,
)
from safeguard.cases.models.cases import CaseEntry, CaseFile, Closing, Decision
from safeguard.cases.models.concerns import (
    Concern,
    ConcernAdult,
    ConcernChild,
    ConcernText,
    Draft,
    Feedback,
)

__all__ = [
    "BodyMark",
    "CaseEntry",
    "CaseFile",
    "CaseMeeting",
    "ChildChange",
    "Closing",
    "Concern",
    "ConcernAdult",
    "ConcernChild",
    "ConcernText",
    "ConcernTransfer",
    "Decision",
    "Draft",
    "Feedback",
    "ParentContact",
    "VoidProposal",
]
