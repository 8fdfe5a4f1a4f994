"""Opening the demonstration: on this machine alone, made on the first start."""

import socket
import threading
import time
import webbrowser
from pathlib import Path

from flask import Flask

from safeguard.config import Settings
from safeguard.demo import pages, place
from safeguard.demo.accounts import demo_people
from safeguard.demo.build import build, weeks_old
from safeguard.installation.serving import checked_app, serve
from school.foundation.errors import UnsafeSettings

PORTS_TRIED = 50
# They would open inside the terminal that says where the demonstration is.
IN_THE_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})


def run(folder: Path, port: int, *, browser: bool) -> int:
    """Make the demonstration if there is none yet, open it, serve until stopped.

    The exit code: 0, or 1 with a line on what to do.
    """
    try:
        with place.held(folder) as lock:
            _make_if_needed(folder)
            settings = place.settings_in(folder, free_port(port))
            if settings.port != port:
                _say(f"Port {port} is taken, so this is port {settings.port}.")
            place.say_where(lock, settings.site)
            app = opened(settings)
            serve(settings, lambda: _tell(settings.site, browser=browser), app)
    except place.OpenAlready as other:
        _say(f"The demonstration in {folder} is open already: {other.address}")
        return 1
    except place.NotADemonstration as problem:
        _say(f"Not opened: {problem}. Choose another folder with --data.")
        return 1
    except UnsafeSettings as problem:
        _say(f"Not opened: {problem}.")
        return 1
    return 0


def make(folder: Path, *, again: bool) -> int:
    """Make the demonstration in a folder, if it has none or `again`; the exit code."""
    try:
        with place.held(folder):
            if again:
                _make(folder)
            else:
                _make_if_needed(folder)
    except place.OpenAlready as other:
        _say(f"Stop the demonstration at {other.address} first.")
        return 1
    except place.NotADemonstration as problem:
        _say(f"Not made: {problem}. Choose another folder with --data.")
        return 1
    return 0


def opened(settings: Settings) -> Flask:
    """The product, checked as in earnest, with the demonstration's way to sign in."""
    app = checked_app(settings)
    app.extensions["safeguard_demo_people"] = demo_people
    app.register_blueprint(pages.bp)
    return app


def free_port(wanted: int) -> int:
    """The port, or the next one that nothing on this machine listens on.

    Raises UnsafeSettings when none of the next fifty is free.
    """
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        if _is_free(port):
            return port
    raise UnsafeSettings(f"no port from {wanted} on is free: say another with --port")


def _is_free(port: int) -> bool:
    """Free on both loopbacks: a browser may take `localhost` for either."""
    if _answers(port):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _answers(port: int) -> bool:
    for address in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((address, port), timeout=0.3).close()
        except OSError:
            continue
        return True
    return False


def _make_if_needed(folder: Path) -> None:
    made = place.made_in(folder)
    if made is None:
        _make(folder)
    elif weeks_old(made):
        _say(
            "This demonstration was made in an earlier week, so what it calls today "
            "is past. To make it afresh: safeguard demo build --again"
        )


def _make(folder: Path) -> None:
    began = time.monotonic()
    _say("Making the demonstration, once:")
    build(folder, lambda line: _say(f"  {line}"))
    _say(f"  made in {time.monotonic() - began:.0f} s")


def _tell(address: str, *, browser: bool) -> None:
    _say(f"\nThe demonstration is open at {address}\nControl-C stops it.\n")
    if browser:
        # Some browsers hold up whoever starts them.
        threading.Thread(target=_show, args=(address,), daemon=True).start()


def _show(address: str) -> None:
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return
    if getattr(found, "name", "") not in IN_THE_TERMINAL:
        found.open(address)


def _say(line: str) -> None:
    print(line, flush=True)
