"""Setting letters to parents: in pieces, each with its codes made just before."""

import io
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from flask import current_app

from safeguard.agreements.commands.linking import NewLink, NewLinks, mint
from safeguard.campaigns.commands.lettering import (
    Batch,
    Finished,
    finish_letters,
    set_letters,
    take_letters,
)
from safeguard.campaigns.queries.letters import (
    LetterTo,
    ToSet,
    letters_of,
    letters_to_set,
    links_kept,
)
from safeguard.campaigns.queries.prints import files_to_drop
from safeguard.campaigns.views.letter_words import TEMPLATE, Letter, Paper, words_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Refused, SafeguardError
from school.foundation.references import new_ref
from school.foundation.sealed_files import sealed_files
from school.identity.permissions.roles import the_trust
from school.identity.queries.people import org_name, roles_of
from school.web.joining import joined
from school.web.paper import let_go, set_paper

log = logging.getLogger("safeguard.rounds")
# A piece of a print: half a second of Typst, a tenth of a GiB, one act.
PIECE = 250


def set_waiting_letters() -> int:
    """Set every print that waits; how many there were.

    Whoever is stopped half-way leaves a print that another worker takes up after two
    minutes, from the first letter: codes that nobody has seen are replaced.
    """
    trust = the_trust()
    trust_ref = trust.ref if trust else ""
    waiting = letters_to_set()
    db.session.remove()
    for each in waiting:
        made = _Print(each, trust_ref)
        try:
            made.make()
        except Refused:
            # Whoever asked may not any more.
            made.stop()
        except SafeguardError as error:
            # Another worker was quicker, or took over.
            log.info("letters are not set here: %s", type(error).__name__)
        finally:
            db.session.remove()
    _drop_dead_files()
    return len(waiting)


def _drop_dead_files() -> None:
    """Files of letters that no longer open do not wait for their hour: nobody is to
    print them.
    """
    files = sealed_files()
    for ref in files_to_drop():
        files.remove(ref)
    db.session.remove()


class _Print:
    """One print while it is made."""

    def __init__(self, to_set: ToSet, trust_ref: str) -> None:
        self._what, self._worker = to_set, new_ref()
        school = to_set.school_ref
        self._system = Actor.system("letters", school, trust_ref)
        # In the name of whoever asked, with what they may do now.
        asker = replace(self._system, person_ref=to_set.asked_by)
        roles = roles_of(to_set.asked_by, school, trust_ref)
        self._asker = replace(asker, roles=roles)
        self._paper = Paper(
            site=current_app.config["SAFEGUARD"].site,
            school=org_name(school),
            day=clock.today(),
            again=to_set.again,
        )

    def make(self) -> None:
        """Take it, set piece after piece, keep the whole sealed, say it is there."""
        letters = letters_of(self._what)
        db.session.remove()
        take_letters(self._system, self._what.ref, self._worker, len(letters))
        # Typst lets go of Python: the next codes are made while a piece is set.
        with ThreadPoolExecutor(1, "letters") as setter:
            setting = [setter.submit(_set, words) for words in self._words(letters)]
            pieces = [each.result() for each in setting]
        if not pieces:
            self.stop()
            return
        files = sealed_files()
        whole = io.BytesIO(joined(pieces))
        file = files.write(self._what.school_ref, whole)
        try:
            done = Finished(self._worker, file)
            finish_letters(self._system, self._what.ref, done)
        except BaseException:
            files.remove(file.ref)
            raise

    def stop(self) -> None:
        """Say that there will be no file."""
        finish_letters(self._system, self._what.ref, Finished(self._worker))

    def _words(self, letters: Sequence[LetterTo]) -> Iterator[dict[str, Any]]:
        for start in range(0, len(letters), PIECE):
            some = letters[start : start + PIECE]
            ready = self._with_codes(some, start + len(some))
            # The links stand; setting holds no lock and no reading transaction.
            db.session.remove()
            if ready:
                yield words_of(self._paper, ready)

    def _with_codes(self, some: Sequence[LetterTo], done: int) -> list[Letter]:
        minted = [Letter(to, mint()) for to in some]
        links = tuple(
            NewLink(
                each.to.agreement_ref,
                each.to.adult_ref,
                "letter",
                each.minted.token_hash,
                each.minted.code_hash,
            )
            for each in minted
        )
        batch = Batch(self._worker, NewLinks(links), done)
        set_letters(self._asker, self._what.ref, batch)
        kept = links_kept(each.minted.token_hash for each in minted)
        return [each for each in minted if each.minted.token_hash in kept]


def _set(words: dict[str, Any]) -> bytes:
    pdf = set_paper(TEMPLATE, words)
    let_go()
    return pdf
