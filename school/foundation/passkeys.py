"""Passkeys: the two ceremonies of WebAuthn, for one site, by devices that ask who."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "Safeguard"
VERIFIED = UserVerificationRequirement.REQUIRED


class NotAnswered(Exception):
    """The device's answer is not right; it does not say why."""


@dataclass(frozen=True)
class Ceremony:
    """What the browser is asked, as JSON, and the challenge it must answer."""

    options: str
    challenge: str


@dataclass(frozen=True)
class Registered:
    """A new passkey: the id by which it is found, what checks it, its counter."""

    handle: str
    public: str
    counter: int


@dataclass(frozen=True)
class Known:
    """A passkey that was registered before."""

    public: str = field(repr=False)
    counter: int


def _name_of(site: str) -> str:
    return urlsplit(site).hostname or ""


def _described(handle: str) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(handle))


def ask_to_register(site: str, account: tuple[str, str], known: list[str]) -> Ceremony:
    """Begin to register a passkey for an account (its reference and user name); a
    device that holds one of the `known` is not asked again.
    """
    ref, username = account
    options = webauthn.generate_registration_options(
        rp_id=_name_of(site),
        rp_name=NAME,
        user_id=ref.encode(),
        user_name=username,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=[_described(handle) for handle in known],
    )
    challenge = bytes_to_base64url(options.challenge)
    return Ceremony(webauthn.options_to_json(options), challenge)


def registered(site: str, challenge: str, answer: dict[str, Any]) -> Registered:
    """Check the answer. Raises NotAnswered."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_name_of(site),
            expected_origin=site.rstrip("/"),
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, TypeError, ValueError):
        raise NotAnswered from None
    handle = bytes_to_base64url(found.credential_id)
    key = bytes_to_base64url(found.credential_public_key)
    public = json.dumps({"handle": handle, "key": key})
    return Registered(handle, public, found.sign_count)


def handle_in(public: str) -> str:
    """The id within what was kept of a passkey."""
    return str(json.loads(public)["handle"])


def ask_for_one(site: str, known: list[str]) -> Ceremony:
    """Begin to ask for a passkey: one of the `known`, or whichever the device has."""
    options = webauthn.generate_authentication_options(
        rp_id=_name_of(site),
        allow_credentials=[_described(handle) for handle in known],
        user_verification=VERIFIED,
    )
    challenge = bytes_to_base64url(options.challenge)
    return Ceremony(webauthn.options_to_json(options), challenge)


def answered(site: str, challenge: str, known: Known, answer: dict[str, Any]) -> int:
    """Check the answer of a known passkey; gives its new counter. Raises NotAnswered,
    also when the counter went back, as that of a copied device would.
    """
    key = json.loads(known.public)["key"]
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_name_of(site),
            expected_origin=site.rstrip("/"),
            credential_public_key=base64url_to_bytes(key),
            credential_current_sign_count=known.counter,
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, TypeError, ValueError):
        raise NotAnswered from None
    return found.new_sign_count
