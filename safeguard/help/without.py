"""Addresses with which the manual does not help, and why."""

# Addresses at which no page of their own is shown, and why.
WITHOUT_HELP: dict[str, str] = {
    "static": "files of the look",
    "identity.blank": "it covers the screen and says nothing",
    **dict.fromkeys(("help.chapters", "help.topic"), "it is the help"),
    **dict.fromkeys(
        (
            *("children.download_case", "children.download_child"),
            *("people.roll_template", "evidence.download_file"),
            *("work_devices.export_attestations", "work_devices.export_losses"),
            *("training.export_csv", "training.export_xlsx"),
            *("training.session_calendar", "training.print_training_certificate"),
        ),
        "a file, not a page",
    ),
    "cases.queue_count": "a number and nothing else",
    **dict.fromkeys(
        ("agreements.by_link", "agreements.tablet", "agreements.sign_at_sitting"),
        "for whoever has no account, and so no manual: the page says it all",
    ),
}
