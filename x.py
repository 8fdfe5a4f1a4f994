#!/usr/bin/env python3
"""The way in: run, test, check, bench, help. Needs Python 3.11 and nothing else."""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

if sys.version_info < (3, 11):  # noqa: UP036  (said before an older one stumbles)
    raise SystemExit("Safeguard needs Python 3.11 or newer.")

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
ASSETS = ROOT / "assets"
BUILT = ROOT / "static" / "build"
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

OLDEST_NODE = 20
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHECKS: dict[str, tuple[str, ...]] = {
    "ruff: the list of rules": ("ruff", "check"),
    "ruff: the layout of code": ("ruff", "format", "--check"),
    "mypy: the types": ("mypy",),
    "import-linter: the storeys": ("lint-imports", "--no-logo"),
}


# ---- Saying and doing -------------------------------------------------------


def say(text: str) -> None:
    """One line about what is going on, at once, also in a log file."""
    print(f"- {text}", flush=True)


def stop(text: str) -> NoReturn:
    """End with a message that says what to do next."""
    print(f"\n{text}\n", file=sys.stderr, flush=True)
    raise SystemExit(1)


def environment() -> dict[str, str]:
    """What our programs are told: the machine's environment, our own programs first."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    told = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}
    # What Python compiled is kept in .venv: nowhere else, but there even where the
    # machine keeps none. Else each of the tests' processes would compile everything.
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**told, "PYTHONPYCACHEPREFIX": str(VENV / "compiled")}


def call(command: Sequence[str | Path], where: Path = ROOT) -> int:
    """Run a program with our own programs first on its path; its exit code."""
    words = [str(word) for word in command]
    return subprocess.call(words, cwd=where, env=environment())


def must(command: Sequence[str | Path], failed: str, where: Path = ROOT) -> None:
    """Run a program; if it fails, stop and say what that means."""
    code = call(command, where)
    if code != 0:
        stop(f"{failed} (exit code {code}; its own words stand above.)")


def ours(name: str) -> Path:
    """The path of a program that is installed in .venv."""
    found = shutil.which(name, path=str(BIN))
    if found is None:
        stop(f"{name} is not in {BIN}. Delete .venv and start again.")
    return Path(found)


# ---- What is done once, and again only when what it was made from changes ----


def digest(files: Iterable[Path], *facts: str) -> str:
    """A fingerprint of files, their names and some facts."""
    total = hashlib.sha256("\n".join(facts).encode())
    for file in sorted(files):
        total.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(file.read_bytes() + b"\0")
    return total.hexdigest()


def once(name: str, made_from: str, make: Callable[[], None]) -> None:
    """Do a step unless it was done already from the very same things."""
    stamp = STAMPS / name
    if stamp.is_file() and stamp.read_text() == made_from:
        return
    make()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)


# ---- Python packages --------------------------------------------------------


def make_venv() -> None:
    """Make .venv if there is none, or if its Python has gone or the tree was moved."""
    place = STAMPS / "place"
    moved = place.is_file() and place.read_text() != str(ROOT)
    if PYTHON.is_file() and not moved:
        return
    missing = [m for m in ("venv", "ensurepip") if not importlib.util.find_spec(m)]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        stop(
            f"This Python lacks {' and '.join(missing)}, so nothing can be installed.\n"
            f"On Debian or Ubuntu:  sudo apt install python{version}-venv\n"
            "Then give the same command again."
        )
    say("making .venv")
    must([sys.executable, "-m", "venv", "--clear", VENV], "No .venv could be made.")
    STAMPS.mkdir()
    place.write_text(str(ROOT))


def install_uv() -> None:
    """Install uv, the installer, with the pip that Python brings."""
    say("installing uv, which installs the rest")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    must(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS / "uv.txt"],
        "uv could not be installed. Is there a way to a package registry?",
    )


def uv_install(words: Sequence[str | Path], failed: str) -> None:
    """Install into .venv with uv; stop with `failed` if that cannot be done."""
    uv = (ours("uv"), "pip", "install", "--quiet", "--python", PYTHON)
    must([*uv, *words], failed)


def install_lock(name: str) -> None:
    """Install the packages of requirements/<name>.txt, each with its hash."""
    lock = LOCKS / f"{name}.txt"

    def make() -> None:
        say(f"installing the packages of requirements/{name}.txt (a minute, once)")
        uv_install(
            ["--require-hashes", "-r", lock],
            f"The packages of requirements/{name}.txt could not be installed.",
        )

    once(name, digest([lock]), make)


def install_ourselves() -> None:
    """Install this tree itself, so that `safeguard …` is a command in .venv."""
    uv_install(
        ["--no-deps", "--build-constraints", LOCKS / "build.txt", "--editable", "."],
        "The project itself could not be installed.",
    )


def install(lock: str) -> None:
    """Bring .venv up to a lock file; takes no time when it is there already."""
    make_venv()
    once("uv", digest([LOCKS / "uv.txt"]), install_uv)
    install_lock(lock)
    project = digest([ROOT / "pyproject.toml", LOCKS / "build.txt"], str(ROOT))
    once("project", project, install_ourselves)


# ---- Style sheet and script of the pages -------------------------------------


def machines_npm() -> Path | None:
    """The machine's own npm, if its Node is young enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    told = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    major = told.stdout.strip().lstrip("v").partition(".")[0]
    return Path(npm) if major.isdigit() and int(major) >= OLDEST_NODE else None


def npm() -> Path:
    """The machine's npm, or the one that a Python package brings (60 MB, once)."""
    found = machines_npm()
    if found is None:
        install_lock("assets")
        found = ours("npm")
    return found


def build_assets() -> None:
    """Build assets/ into static/build/, from the versions in package-lock.json."""
    say("building the style sheet and the script")
    program = npm()
    # The packages' own install scripts stay off: nothing here needs them to run.
    quiet = ("--no-audit", "--no-fund", "--loglevel=error")
    must(
        [program, "ci", "--ignore-scripts", *quiet],
        "The packages of assets/package-lock.json could not be installed.",
        ASSETS,
    )
    must(
        [program, "run", "--silent", "build"],
        "The style sheet and the script could not be built.",
        ASSETS,
    )


def assets() -> None:
    """Build the assets unless they stand there, made from the same sources."""
    modules = ASSETS / "node_modules"
    tops = [top for top in ASSETS.iterdir() if top != modules]
    within = [file for top in tops for file in (top, *top.rglob("*"))]
    sources = [file for file in within if file.is_file()]
    if not (modules.is_dir() and BUILT.is_dir() and any(BUILT.iterdir())):
        (STAMPS / "assets").unlink(missing_ok=True)
    once("assets", digest(sources), build_assets)


# ---- A browser for the tests --------------------------------------------------


def on_debian_as_root() -> bool:
    """Whether packages of the system can be installed without asking anybody."""
    who = getattr(os, "geteuid", None)  # Windows has none
    if who is None or who() != 0:
        return False
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.is_file() else []
    return "ID=debian" in lines and shutil.which("apt-get") is not None


def chromium() -> None:
    """Install Chromium where that needs no permission; else its tests skip aloud."""
    named = os.environ.get("SG_CHROMIUM")
    if named or any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if not on_debian_as_root():
        say("no Chromium here: the tests in a browser will skip themselves")
        return
    say("installing Chromium for the tests in a browser (330 MB)")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    wanted = ["install", "-y", "--no-install-recommends", "chromium"]
    if call([*apt, "update"]) != 0 or call([*apt, *wanted]) != 0:
        say("Chromium could not be installed; the tests in a browser will say so")


# ---- The words ---------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    """Install what is missing and open the demonstration."""
    install("run")
    assets()
    words = [str(PYTHON), "-m", "safeguard.cli", "demo", "run"]
    words += ["--port", str(options.port), "--data", str(options.data.resolve())]
    words += ["--no-browser"] if options.no_browser else []
    if not WINDOWS:
        os.chdir(ROOT)
        # Our place is taken, so that Ctrl-C and signals reach the product itself.
        os.execve(words[0], words, environment())  # noqa: S606
    return call(words)


def check(_: argparse.Namespace) -> int:
    """Say every fault of form, types and order that a machine can see."""
    install("test")
    failed = []
    for name, command in CHECKS.items():
        say(name)
        if call([ours(command[0]), *command[1:]]) != 0:
            failed.append(name)
    for name in failed:
        say(f"FAILED  {name}")
    return 1 if failed else 0


def test(options: argparse.Namespace) -> int:
    """Check, then run the tests; words after `--` go to pytest."""
    install("test")
    # One test builds the wheel, and tests run without a network.
    install_lock("build")
    assets()
    chromium()
    faults = check(options)
    say("the tests")
    workers = ("-n", str(os.cpu_count() or 1), "--dist", "worksteal")
    failures = call([PYTHON, "-m", "pytest", *workers, *options.rest])
    if faults:
        say("FAILED  the check, whose faults stand above the tests")
    return faults or failures


def drills(options: argparse.Namespace) -> int:
    """Repeat, thousands of times, what the tests try hundreds of times."""
    install("test")
    os.environ["SG_DRILLS"] = "1"
    say("the drills: an hour or more; each prints its counts")
    how = ("-m", "drill", "-s", "-p", "no:randomly")
    return call([PYTHON, "-m", "pytest", *how, *options.rest])


def bench(options: argparse.Namespace) -> int:
    """Measure how fast it is, where figures have been set."""
    if not (ROOT / "bench").is_dir():
        say("no figures are set yet: the measurements come with a later issue")
        return 0
    install("test")
    return call([PYTHON, "-m", "bench", *options.rest])


def reader() -> argparse.ArgumentParser:
    """The words and options that are understood."""
    parser = argparse.ArgumentParser(
        prog="python3 x.py", description="Safeguard: set up, run, test."
    )
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    opened = words.add_parser("run", help="install, and open the demonstration")
    opened.add_argument("--port", type=int, default=5000, help="default: 5000")
    opened.add_argument(
        "--data", type=Path, default=ROOT / "data", help="default: data/ beside x.py"
    )
    opened.add_argument("--no-browser", action="store_true", help="open no page")
    opened.set_defaults(act=run)
    for name, act, told in (
        ("test", test, "check, then every test; `test -- ARGS` passes ARGS to pytest"),
        ("check", check, "lint, layout, types, import contracts"),
        ("drills", drills, "races and refusals, thousands of times; an hour or more"),
        ("bench", bench, "the measurements"),
        ("help", None, "this text"),
    ):
        words.add_parser(name, help=told).set_defaults(act=act)
    return parser


def main(words: Sequence[str]) -> int:
    """Understand the words given and do what they say; the exit code."""
    cut = words.index("--") if "--" in words else len(words)
    parser = reader()
    options = parser.parse_args(words[:cut] or ["help"])
    options.rest = words[cut + 1 :]
    if options.act is None:
        parser.print_help()
        return 0
    began = time.monotonic()
    code: int = options.act(options)
    outcome = "passed" if code == 0 else "FAILED"
    say(f"{options.word}: {outcome} in {time.monotonic() - began:.0f} s")
    return code


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
