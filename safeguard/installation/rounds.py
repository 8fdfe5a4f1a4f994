"""The thread that looks at the clocks: whoever must hear of one that ran out, does."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from safeguard.cases.commands.escalating import escalate_concern
from safeguard.cases.queries.unheard import run_out
from safeguard.evidence.commands.sweeping import sweep_files
from safeguard.installation.campaigns import carry_campaigns_on
from safeguard.installation.complaints import tell_of_complaints
from safeguard.installation.custody import tell_of_custody
from safeguard.installation.devices import remind_of_losses
from safeguard.installation.images import begin_image_processes, remind_of_images
from safeguard.installation.letters import set_waiting_letters
from safeguard.installation.reminders import (
    keep_up_audits,
    remind_of_actions,
    remind_of_audits,
    remind_of_left_phones,
    remind_of_training,
)
from school.foundation import bell
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")
EVERY = timedelta(minutes=1)


def escalate_concerns() -> int:
    """Tell the next storey of each concern whose clock ran out; how many there were."""
    trust = the_trust()
    late = run_out() if trust else []
    db.session.remove()
    for each in late:
        actor = Actor.system("clocks", each.school_ref, trust.ref if trust else "")
        try:
            escalate_concern(actor, each.concern_ref)
        except SafeguardError as error:
            # Somebody was quicker; the others still count.
            log.info("nothing to do any more: %s", type(error).__name__)
    return len(late)


# What is looked after on every round; each says how much there was to do.
ROUNDS: tuple[Callable[[], int], ...] = (
    escalate_concerns,
    remind_of_actions,
    tell_of_custody,
    tell_of_complaints,
    sweep_files,
    remind_of_left_phones,
    remind_of_losses,
    remind_of_training,
    begin_image_processes,
    remind_of_images,
    keep_up_audits,
    remind_of_audits,
)


# What may take long, and must keep no clock waiting.
LONG_WORK: tuple[Callable[[], int], ...] = (carry_campaigns_on, set_waiting_letters)


class Rounds(threading.Thread):
    """Goes round once a minute while the product is served."""

    known_as = "rounds"

    def __init__(self, app: Flask) -> None:
        super().__init__(name=self.known_as, daemon=True)
        self._app = app
        self._ended = threading.Event()

    def run(self) -> None:
        """Round after round, until told to stop. No fault ends the rounds."""
        while not self._wait():
            self.go_round()

    def go_round(self) -> int:
        """One round; how much there was to do."""
        return sum(self._look_after(duty) for duty in self._duties())

    def _duties(self) -> tuple[Callable[[], int], ...]:
        return ROUNDS

    def _wait(self) -> bool:
        """Until the next round; whether there is to be none."""
        return self._ended.wait(EVERY.total_seconds())

    def stop(self) -> None:
        """End after the round that is under way."""
        self._ended.set()
        if self.is_alive():
            self.join(timeout=30)

    def _look_after(self, duty: Callable[[], int]) -> int:
        try:
            with self._app.app_context():
                return duty()
        except Exception as error:  # noqa: BLE001 - it must go round again
            name = type(error).__name__
            log.error("a round failed: %s", name)  # noqa: TRY400
            return 0


class Workshop(Rounds):
    """Does long work, once a minute and as soon as somebody rings for it."""

    known_as = "workshop"

    def stop(self) -> None:
        """End after the work that is under way."""
        self._ended.set()
        bell.ring()
        super().stop()

    def _duties(self) -> tuple[Callable[[], int], ...]:
        return LONG_WORK

    def _wait(self) -> bool:
        if not self._ended.is_set():
            bell.wait_for_bell(EVERY.total_seconds())
        return self._ended.is_set()
