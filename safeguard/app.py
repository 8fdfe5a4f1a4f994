"""Puts the house together: engines, keys, gate, features, pages."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from safeguard.cases.permissions.closing import closing_waits_for
from safeguard.complaints.permissions.subjects import can_be_complained_of
from safeguard.config import FILES, Settings
from safeguard.evidence.permissions.holders import holds_files
from safeguard.frame import frame
from safeguard.registry import (
    ALSO_IN_TRAINING,
    BLUEPRINTS,
    FEATURES,
    HOLDERS,
    OPEN_MATTERS,
    PANELS,
    SEARCH_DEPARTURES,
    SEARCH_MATTERS,
    SUBJECTS,
)
from safeguard.searches.permissions.closing import search_waits_for
from safeguard.searches.permissions.departures import also_departs
from safeguard.training.permissions.roster import also_belong
from school import gate
from school.foundation import foresight, keys
from school.foundation.answers import stand_on
from school.foundation.database import db
from school.foundation.engines import reading_options, writing_engine
from school.foundation.sealed_files import EXTENSION, SealedFiles
from school.foundation.sealing import Keyring
from school.foundation.writer import Writer
from school.trail.standing import Watch
from school.web import bodies, converters, errors, headers, pages
from school.web.catalogue import LOCALE, Words
from school.web.requests import MemoryRequest
from school.web.routing import LateRule
from school.web.templates import Templates

PACKAGE = Path(__file__).resolve().parent
# A wheel brings templates/ and static/ inside the package, a checkout beside it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
MEGABYTE = 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """The application. Raises UnsafeSettings rather than start on unsafe ground."""
    app = Flask(
        __name__, template_folder=ROOT / "templates", static_folder=ROOT / "static"
    )
    app.request_class = MemoryRequest
    app.url_rule_class = LateRule
    app.jinja_environment = Templates
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.reader_url,
        SQLALCHEMY_ENGINE_OPTIONS=reading_options(settings.reader_url),
        SAFEGUARD=settings,
        TESTING=settings.testing,
        # Four fields of 65,536 characters, each of four bytes, as a browser sends them.
        MAX_CONTENT_LENGTH=4 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=4 * MEGABYTE,
        SESSION_COOKIE_NAME="__Host-safeguard"
        if settings.secure_cookies
        else "safeguard",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # Longer than any sign-in: whose it was must still be known when it has ended.
        PERMANENT_SESSION_LIFETIME=timedelta(hours=24),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=str(LOCALE),
        BABEL_DEFAULT_TIMEZONE="Europe/London",
    )
    if settings.proxies:
        # Who asked, and nothing else: address and scheme come from SAFEGUARD_SITE.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0
        )
    _open_stores(app, settings)
    for rules, wordings in FEATURES:
        gate.register(rules, wordings)
    Words(app)
    bodies.guard(app)
    CSRFProtect(app)
    converters.teach(app)
    pages.teach_words(app)
    headers.put_on(app, secure=settings.secure_cookies)
    errors.handle(app)
    app.extensions["safeguard_frame"] = frame
    app.extensions["safeguard_watch"] = Watch()
    # What a request stood on ends with it: the next in this thread looks for itself.
    app.teardown_appcontext(lambda _: stand_on(None))
    app.teardown_appcontext(lambda _: foresight.end())
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _fill_rooms(app)
    return app


def _fill_rooms(app: Flask) -> None:
    """What features put into the rooms of features below them."""
    for slot, panel in PANELS:
        slot.fill(app, panel)
    for matter in OPEN_MATTERS:
        closing_waits_for(matter)
    for open_in_search in SEARCH_MATTERS:
        search_waits_for(open_in_search)
    for of, departures in SEARCH_DEPARTURES.items():
        also_departs(of, departures)
    for group, people in ALSO_IN_TRAINING.items():
        also_belong(group, people)
    for subject in SUBJECTS:
        can_be_complained_of(subject)
    for kind in HOLDERS:
        holds_files(kind)


def _open_stores(app: Flask, settings: Settings) -> None:
    store = keys.KeysStore(settings.keys_url)
    store.prepare()
    root = keys.read_root_key(settings.root_key_path)
    app.extensions["safeguard_keyring"] = Keyring(store, root)
    app.extensions[EXTENSION] = SealedFiles(settings.data_dir / FILES)
    app.extensions["safeguard_writer"] = Writer(
        writing_engine(settings.writer_url), one_at_a_time=settings.on_sqlite
    )
    db.init_app(app)
