"""Lock files: exact, hashed, in step with pyproject.toml, and naming no registry."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.reading import ROOT, files, must_hold, shown

NPM_LOCK = ROOT / "assets" / "package-lock.json"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ;.*)?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


def lock_faults(text: str) -> Iterator[str]:
    """Lines of a requirements file that are neither a pin, a hash nor a remark."""
    entries = text.replace("\\\n", "\n").splitlines()
    hashes = None
    for line in (entry.strip() for entry in entries):
        if HASH.match(line):
            hashes = 1
        elif line and not line.startswith("#"):
            if hashes == 0:
                yield f"a package without a hash stands before: {line}"
            hashes = 0
            if not PINNED.match(line):
                yield line
        elif "://" in line:
            yield line
    if hashes == 0:
        yield "the last package has no hash"


def pins(text: str) -> dict[str, str]:
    """The version of each package in a requirements file."""
    found = (PINNED.match(line.rstrip(" \\")) for line in text.splitlines())
    return {match[1]: match[2] for match in found if match}


def addresses(part: Any, key: str = "") -> Iterator[str]:
    """Addresses in npm's lock file, but for those asking for donations."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name != "funding":
                yield from addresses(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from addresses(value, key)
    elif isinstance(part, str) and "://" in part:
        yield f"{key}: {part}"


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_package_is_pinned_and_hashed_and_no_registry_is_named() -> None:
    must_hold(
        "A lock file holds pins and hashes alone: schools and CI reach packages by "
        "mirrors of their own. CONTRIBUTING.md says how the locks are made.",
        (
            f"{shown(path)}: {fault}"
            for path in files("requirements")
            for fault in lock_faults(path.read_text("utf-8"))
        ),
    )


@pytest.mark.skipif(not NPM_LOCK.is_file(), reason="there are no assets yet")
def test_npms_lock_names_no_registry() -> None:
    must_hold(
        "package-lock.json must carry no addresses: assets/.npmrc says "
        "omit-lockfile-registry-resolved=true; make the lock again with it.",
        addresses(json.loads(NPM_LOCK.read_text("utf-8"))),
    )


@pytest.mark.parametrize(
    ("lock", "groups"), [("run", ()), ("test", ("test",)), ("assets", ())]
)
def test_the_locks_hold_what_the_project_asks_for(
    lock: str, groups: tuple[str, ...]
) -> None:
    pinned = pins((ROOT / "requirements" / f"{lock}.txt").read_text("utf-8"))
    told = project()
    asked = (
        told["dependency-groups"]["assets"]
        if lock == "assets"
        else [
            *told["project"]["dependencies"],
            *(line for group in groups for line in told["dependency-groups"][group]),
        ]
    )
    wanted = [Requirement(line) for line in asked]
    must_hold(
        f"requirements/{lock}.txt is behind pyproject.toml: make the locks again, as "
        "CONTRIBUTING.md says.",
        (
            f"{each}, locked: {pinned.get(canonicalize_name(each.name), 'not at all')}"
            for each in wanted
            if not each.specifier.contains(
                pinned.get(canonicalize_name(each.name), "0")
            )
        ),
    )


def test_tests_run_on_the_versions_that_schools_run() -> None:
    run, test = (
        pins((ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))
        for name in ("run", "test")
    )
    must_hold(
        "What is tested must be what runs: make test.txt with -c requirements/run.txt.",
        (
            f"{name} {version}"
            for name, version in run.items()
            if test.get(name) != version
        ),
    )


# ---- The rules themselves, on good and bad examples ---------------------------

GOOD = f"flask==3.1.3 \\\n    --hash=sha256:{'0' * 64}\n    # via safeguard\n"
SOMEWHERE = "https" + "://packages.example/simple"


@pytest.mark.parametrize(
    "bad",
    [
        f"--index-url {SOMEWHERE}\n{GOOD}",
        f"--find-links /somewhere\n{GOOD}",
        f"# made from {SOMEWHERE}\n{GOOD}",
        f"flask @ {SOMEWHERE}/flask.whl\n",
        f"flask>=3 \\\n    --hash=sha256:{'0' * 64}\n",
        "flask==3.1.3\n",
        f"jinja2==3.1.6\n{GOOD}",
    ],
)
def test_a_bad_lock_is_seen(bad: str) -> None:
    assert not list(lock_faults(GOOD))
    assert list(lock_faults(bad))


def test_an_address_in_npms_lock_is_seen_and_a_donation_page_is_not() -> None:
    package = {"version": "1.0.0", "funding": {"url": SOMEWHERE}}
    assert not list(addresses({"packages": {"node_modules/sass": package}}))
    resolved = {**package, "resolved": f"{SOMEWHERE}/sass.tgz"}
    assert list(addresses({"packages": {"node_modules/sass": resolved}}))
