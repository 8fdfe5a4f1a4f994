"""Concerns about adults, in the vault."""

from safeguard.allegations.commands import reviewing as reviews
from safeguard.allegations.permissions import Act as Vault
from safeguard.allegations.queries import reading as vault
from safeguard.allegations.states import AdultConcernState
from tests.permissions.trials.trial import Try, talked

VAULT: dict[str, list[Try]] = {
    "read_allegation": [
        Try(
            Vault.READ,
            lambda t, a: vault.read_adult_concern(a, t.allegation()),
            {"routed": "routed here"},
        ),
    ],
}

# Looking into an allegation is the routed person's, as reading it is.
_AFTER_READING: list[Try] = [
    Try(Vault.READ_ALL, lambda t, a: vault.read_adult_concerns(a)),
    Try(
        Vault.NOTE,
        lambda t, a: reviews.add_review_note(
            a, t.allegation(), reviews.ReviewNote("On duty that day.")
        ),
    ),
    Try(
        Vault.CONTACT_LADO,
        lambda t, a: reviews.contact_lado(a, t.allegation(), talked()),
    ),
    Try(
        Vault.DECIDE,
        lambda t, a: reviews.decide_adult_concern(
            a,
            t.allegation(),
            reviews.AdultDecision(
                AdultConcernState.ALLEGATION,
                "May harm.",
                t.version_of(t.allegation()),
            ),
        ),
    ),
    Try(
        Vault.ADD_SUBJECT,
        lambda t, a: reviews.add_subject(
            a, t.allegation(), reviews.NewSubject(t.world["tutor"])
        ),
    ),
    Try(
        Vault.FINISH,
        lambda t, a: reviews.finish_adult_concern(
            a, t.looked_into(), reviews.Ending("Ended.", t.version_of(t.looked_into()))
        ),
    ),
]
VAULT["read_allegation"] += [
    Try(each.act, each.do, {"routed": "routed here"}) for each in _AFTER_READING
]
# To list what went to oneself is every recipient's; the list is empty for the others.
for _number, _each in enumerate(VAULT["read_allegation"]):
    if _each.act is Vault.READ_ALL:
        VAULT["read_allegation"][_number] = Try(
            _each.act, _each.do, {"routed": "lists what is routed"}
        )
