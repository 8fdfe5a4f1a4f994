"""Files of a record: who attaches one, who reads which there are, who takes one out."""

from safeguard.evidence.commands.attaching import take_in
from safeguard.evidence.permissions import Act
from safeguard.evidence.queries import download_file, read_files
from school.foundation.actor import Actor
from tests.cases import worked
from tests.evidence.attached import arrived, attach
from tests.permissions.trials.trial import Trial, Try
from tests.searches import told


def _with_file(trial: Trial) -> tuple[str, str]:
    def make() -> tuple[str, str]:
        case = worked.opened(trial.world)
        return case, attach(worked.dsl(trial.world), case)

    found: tuple[str, str] = trial.spare("with a file", make)
    return found


def _download(trial: Trial, actor: Actor) -> object:
    case, file = _with_file(trial)
    return download_file(actor, file, case)


def _search(trial: Trial) -> str:
    def make() -> str:
        trial.spare("on the list", lambda: told.authorised(trial.world))
        return told.started(trial.world)

    return str(trial.spare("a search", make))


# On a case nobody is a searcher; on a search, whoever does it.
FILES = {
    "attach_evidence": [
        Try(
            Act.ATTACH_FILE,
            lambda t, a: take_in(a, t.case(), arrived()),
            {"own_search": "no"},
        ),
        Try(
            Act.ATTACH_FILE,
            lambda t, a: take_in(a, _search(t), arrived()),
            {"own_search": "yes"},
        ),
    ],
    "view_evidence": [
        Try(Act.READ_FILES, lambda t, a: read_files(a, _with_file(t)[0])),
        Try(Act.DOWNLOAD_FILE, _download),
    ],
}
