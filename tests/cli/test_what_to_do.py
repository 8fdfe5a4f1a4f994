"""Every refusal at the console says what to do: the folder, the option, the word."""

import pytest

from safeguard.cli import main
from safeguard.installation.telling import told
from school.foundation.errors import BrokenSeal

TRUST = ("--trust", "Alder Trust", "--school", "Alder")
TWO = ("--first", "Ana Reed", "--second", "Bo Lake")


@pytest.fixture
def says(tmp_path, monkeypatch, capsys):
    """What the command line answers in folders of its own: exit code and text."""
    monkeypatch.setenv("SAFEGUARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAFEGUARD_KEYS", str(tmp_path / "keys"))

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        out = capsys.readouterr()
        return int(ended.value.code or 0), out.out + out.err

    return run


def test_founding_twice_says_how_to_go_on(says):
    """No bare code: serve it, or name other folders."""
    assert says("trust", "found", *TRUST, *TWO)[0] == 0

    code, told_again = says("trust", "found", *TRUST, *TWO)

    assert code == 3
    assert "founded_already" not in told_again
    assert "safeguard serve" in told_again
    assert "SAFEGUARD_DATA" in told_again


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--trust", " ", "--school", "Alder", *TWO), "--trust"),
        (("--trust", "Alder", "--school", "", *TWO), "--school"),
        ((*TRUST, "--first", "Ana", "--second", "Bo Lake"), "--first"),
        ((*TRUST, "--first", "Ana Reed", "--second", "Bo"), "--second"),
        ((*TRUST, "--first", "Ana Reed", "--second", "Ana Reed"), "two people"),
    ],
)
def test_a_name_that_is_missing_is_asked_for_by_its_option(says, words, option):
    """And none of the codes that the pages put into words is printed."""
    code, answer = says("trust", "found", *words)

    assert code == 3
    assert option in answer
    assert "_" not in answer


@pytest.fixture
def backup(says, tmp_path):
    """The words that restore a backup into the place of another installation."""
    says("trust", "found", *TRUST, *TWO)
    to, keys_to = tmp_path / "b", tmp_path / "k"
    says("backup", "take", "--to", str(to), "--keys-to", str(keys_to))
    (data,), (keys,) = to.iterdir(), keys_to.iterdir()
    return ("backup", "restore", "--from", str(data), "--keys-from", str(keys))


@pytest.fixture
def elsewhere(backup, tmp_path, monkeypatch):
    """Two other folders, still empty."""
    monkeypatch.setenv("SAFEGUARD_DATA", str(tmp_path / "data2"))
    monkeypatch.setenv("SAFEGUARD_KEYS", str(tmp_path / "keys2"))
    return tmp_path / "keys2"


def test_a_restore_over_records_names_the_folders_and_how_to_name_others(
    says, backup, tmp_path
):
    """Nothing is written over; the two options are said."""
    answer = says(*backup)[1]

    assert "records already" in answer
    assert str(tmp_path / "data") in answer
    assert "--data and --keys" in answer


def test_a_restore_from_a_wrong_folder_names_it(says, backup, elsewhere, tmp_path):
    """The folder above instead of the one that backup take named."""
    answer = says(*backup[:3], str(tmp_path / "b"), *backup[4:])[1]

    assert f"{tmp_path / 'b'} has no manifest.json" in answer
    assert "--from" in answer


def test_a_restore_asks_for_the_root_key_by_its_option(
    says, backup, elsewhere, tmp_path
):
    """None, then another installation's, then the right one beside the wrong one."""
    answer = says(*backup)[1]
    assert "--root-key" in answer
    assert str(elsewhere / "root.key") in answer
    other = tmp_path / "other.key"
    other.write_bytes(b"A" * 43 + b"=\n")
    answer = says(*backup, "--root-key", str(other))[1]
    assert "does not open with this root key" in answer

    right = ("--root-key", str(tmp_path / "keys" / "root.key"))
    assert "is another root key" in says(*backup, *right)[1]
    (elsewhere / "root.key").unlink()
    assert says(*backup, *right)[0] == 0


def test_a_port_that_is_no_number(says, monkeypatch):
    """The setting is named, not the line of code that stumbled."""
    monkeypatch.setenv("SAFEGUARD_PORT", "http")

    assert says("serve") == (3, "Not done: SAFEGUARD_PORT must be a number\n")


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    """The operator's own path, on the operator's own terminal."""
    with pytest.raises(FileNotFoundError) as failed:
        (tmp_path / "none" / "b").mkdir()
    assert str(tmp_path / "none") in told(failed.value)


def test_a_seal_that_does_not_open_points_at_the_root_key():
    """The likeliest reason at a console."""
    assert "--root-key" in told(BrokenSeal("a wrapped key does not open"))
