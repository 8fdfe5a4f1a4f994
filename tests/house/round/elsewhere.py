"""Where this round does not go, and who does."""

# Where a round of one person with one password cannot go; each has tests of its own.
ELSEWHERE: dict[str, str] = {
    "static": "files of the look",
    **dict.fromkeys(
        [
            *("identity.sign_in_with_passkey", "identity.ask_for_passkey"),
            *("identity.elevate_with_passkey", "identity.ask_for_own_passkey"),
            *("identity.register_passkey", "identity.ask_to_add_passkey"),
        ],
        "a passkey signs a challenge: tests/identity, in a browser",
    ),
    **dict.fromkeys(
        [
            *("identity.add_authenticator", "identity.change_password"),
            *("identity.renew_recovery_codes", "identity.disown_sign_ins"),
        ],
        "with the password of one’s own: tests/identity/test_sign_in_pages.py",
    ),
    "identity.go_on": "what was carried over: tests/identity/test_going_on.py",
    **dict.fromkeys(
        ["people.founding", "people.propose_posts", "people.confirm_posts"],
        "the first start, once: tests/identity",
    ),
}
