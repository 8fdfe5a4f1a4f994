"""The acts on phones handed in, and who may do each (matrix row hand_in_phones)."""

from enum import StrEnum

from school.foundation.actor import WORKS_HERE, Role
from school.foundation.permits import Rule, any_of, granted, yes
from school.identity.permissions.people import the_system_itself

# Matrix row hand_in_phones: whoever works with children here. Those who look after
# machines, and those who govern or lead the trust, have no part in it.
MARKS_PHONES = WORKS_HERE - {
    *(Role.ICT, Role.SCHOOL_ADMIN, Role.EXECUTIVE_HEAD, Role.TRUST_SAFEGUARDING_LEAD),
    *(Role.COUNCILLOR, Role.TRUSTEE, Role.CHAIR, Role.DPO),
}
# Narrower than the row: what parents have said, the office and those who lead keep.
LEADS = frozenset({Role.HEAD, Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL})
OFFICE = frozenset({Role.OFFICE, Role.ROLL_OFFICER})
# An exemption is approved (domain reference §2.4): by the head or the DSL.
APPROVERS = frozenset({Role.HEAD, Role.DSL, Role.ACTING_DSL})
READS_EXEMPTIONS = LEADS | {Role.SENCO}


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_LEDGER = "phone_ledger.read"
    READ_PHONES = "phones.read"
    PRINT_PHONES = "phones.printed"
    MARK_PHONES = "phones.marked"
    COLLECT_PHONES = "phones.collected"
    REMIND_OF_PHONES = "phones.reminded"
    READ_PUPIL_PHONE = "pupil_phone.read"
    RECORD_PERMISSION = "phone_permission.recorded"
    END_PERMISSION = "phone_permission.ended"
    READ_EXEMPTIONS = "phone_exemptions.read"
    READ_EXEMPTION = "phone_exemption.read"
    GRANT_EXEMPTION = "phone_exemption.granted"
    REVIEW_EXEMPTION = "phone_exemption.reviewed"
    END_EXEMPTION = "phone_exemption.ended"
    READ_LOSSES = "phone_losses.read"
    READ_LOSS = "phone_loss.read"
    PREPARE_LOSS = "phone_loss.prepared"
    RECORD_LOSS = "phone_loss.recorded"
    TELL_PARENT = "phone_loss.parent_told"
    CLOSE_LOSS = "phone_loss.closed"


marks: Rule = granted(dict.fromkeys(MARKS_PHONES, yes))
keeps_permissions: Rule = granted(dict.fromkeys(LEADS | OFFICE, yes))
reads_exemptions: Rule = granted(dict.fromkeys(READS_EXEMPTIONS, yes))
approves: Rule = granted(dict.fromkeys(APPROVERS, yes))

RULES: dict[Act, Rule] = {
    Act.READ_LEDGER: marks,
    Act.READ_PHONES: marks,
    Act.PRINT_PHONES: marks,
    Act.MARK_PHONES: marks,
    Act.COLLECT_PHONES: marks,
    Act.REMIND_OF_PHONES: any_of(the_system_itself),
    Act.READ_PUPIL_PHONE: keeps_permissions,
    Act.RECORD_PERMISSION: keeps_permissions,
    Act.END_PERMISSION: keeps_permissions,
    Act.READ_EXEMPTIONS: reads_exemptions,
    Act.READ_EXEMPTION: reads_exemptions,
    Act.GRANT_EXEMPTION: approves,
    Act.REVIEW_EXEMPTION: approves,
    Act.END_EXEMPTION: approves,
    Act.READ_LOSSES: keeps_permissions,
    Act.READ_LOSS: keeps_permissions,
    Act.PREPARE_LOSS: marks,
    Act.RECORD_LOSS: marks,
    Act.TELL_PARENT: keeps_permissions,
    Act.CLOSE_LOSS: approves,
}
WORDINGS: dict[Act, str] = {
    Act.READ_LEDGER: "looked at the day’s phones of all classes",
    Act.READ_PHONES: "looked at the day’s phones of a class",
    Act.PRINT_PHONES: "laid the sheet of a class’s phones out for printing",
    Act.MARK_PHONES: "marked which phones of a class were handed in",
    Act.COLLECT_PHONES: "marked phones of a class as collected",
    Act.REMIND_OF_PHONES: "told office and head of phones that nobody collected",
    Act.READ_PUPIL_PHONE: "looked at what is agreed about a pupil’s phone",
    Act.RECORD_PERMISSION: "recorded that a parent lets a pupil bring a phone",
    Act.END_PERMISSION: "ended a parent’s permission to bring a phone",
    Act.READ_EXEMPTIONS: "looked at which pupils keep their phone",
    Act.READ_EXEMPTION: "looked at why a pupil keeps the phone",
    Act.GRANT_EXEMPTION: "approved that a pupil keeps the phone",
    Act.REVIEW_EXEMPTION: "looked again at whether a pupil keeps the phone",
    Act.END_EXEMPTION: "ended that a pupil keeps the phone",
    Act.READ_LOSSES: "looked at phones lost or damaged in the school’s care",
    Act.READ_LOSS: "read about a phone lost or damaged in the school’s care",
    Act.PREPARE_LOSS: "opened a page to record a phone lost or damaged",
    Act.RECORD_LOSS: "recorded a phone lost or damaged in the school’s care",
    Act.TELL_PARENT: "recorded that a parent was told of a phone lost or damaged",
    Act.CLOSE_LOSS: "closed what was recorded of a phone lost or damaged",
}
