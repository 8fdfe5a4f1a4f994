"""The references: the barest Flask application that does the same amount of work.

Same server, same libraries, same database and the same care for the disk; no scope, no
sealing, no trail, no sign-in. A large list is drawn with the product's own table, so
that a page of the same size has the same cells in it; a small one as plain rows. Its
templates are read once, as the product's are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask, redirect, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Index, String, create_engine, event, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from school.foundation.engines import WRITER_PRAGMAS, is_sqlite
from school.web.templates import drawn

PAGE = """{% from "components/queue.html" import queue %}<!doctype html>
<html lang="en"><head><title>Incidents</title></head><body><main><h1>Incidents</h1>
{{ queue([{"title": none, "rows": rows}], "Incidents") }}
</main><footer>{{ filler }}</footer></body></html>"""
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
SMALL_PAGE = """<!doctype html><html lang="en"><head><title>Incidents</title></head>
<body><main><h1>Incidents</h1><table>{% for row in rows %}
<tr><td><a href="{{ row.href }}">{{ row.reference }}</a></td>
<td>{{ row.what }}</td><td>{{ row.word }}</td><td>{{ row.child }}</td>
<td>{{ row.clock }}</td></tr>{% endfor %}</table></main>
<footer>{{ filler }}</footer></body></html>"""
# About what a line of the table weighs, in bytes.
LINE, SMALL_LINE = 930, 180
TABLES = 16


class BareTable(DeclarativeBase):
    """What the bare tables are declared on."""


class Incident(BareTable):
    """A row of the list, in clear."""

    __tablename__ = "bare_incident"
    __table_args__ = (Index("bare_queue", "school", "state", "due_at"),)

    ref: Mapped[str] = mapped_column(String(16), primary_key=True)
    school: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(80))
    due_at: Mapped[str] = mapped_column(String(32))


def _plain(number: int) -> type[Any]:
    """One of the tables that the bare raising writes into."""
    columns: dict[str, Any] = {
        "__tablename__": f"bare_{number}",
        "__annotations__": {
            "ref": Mapped[str],
            "parent": Mapped[str],
            "text": Mapped[str],
        },
        "ref": mapped_column(String(32), primary_key=True),
        "parent": mapped_column(String(32), index=True),
        "text": mapped_column(String(4000)),
    }
    return type(f"Plain{number}", (BareTable,), columns)


PLAIN = [_plain(number) for number in range(TABLES)]


@dataclass(frozen=True)
class Bare:
    """What the references need to know: where, and what a password costs."""

    url: str
    memory_kib: int
    rounds: int


def fill(url: str, rows: int) -> None:
    """Make the bare tables, with as many incidents as there are concerns."""
    engine = create_engine(url)
    BareTable.metadata.create_all(engine)
    with engine.begin() as connection:
        if connection.scalar(select(Incident.ref).limit(1)):
            return
        connection.execute(
            insert(Incident),
            [
                {
                    "ref": f"I{number:012}",
                    "school": f"school{number % 5}",
                    "state": "open" if number % 20 == 0 else "closed",
                    "title": f"Incident {number}: what was seen in the corridor",
                    "who": f"Teacher {number % 40}",
                    "due_at": f"2026-11-{number % 28 + 1:02} 15:30",
                }
                for number in range(rows)
            ],
        )
    engine.dispose()


def make_app(bare: Bare) -> Flask:
    """The bare application."""
    app = Flask(__name__, template_folder=TEMPLATES)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["drawn"] = drawn
    large, small = map(app.jinja_env.from_string, (PAGE, SMALL_PAGE))
    app.config["SQLALCHEMY_DATABASE_URI"] = bare.url
    db = SQLAlchemy(app, model_class=BareTable)
    hasher = PasswordHasher(bare.rounds, bare.memory_kib, 1)
    if is_sqlite(bare.url):
        event.listen(Engine, "connect", _as_durable)

    def page(size: int) -> str:
        asked = select(Incident).where(
            Incident.school == "school0", Incident.state == "open"
        )
        rows = db.session.scalars(asked.order_by(Incident.due_at).limit(50)).all()
        drawing, line = (large, LINE) if size > 50 * LINE else (small, SMALL_LINE)
        return drawing.render(
            rows=[_line(row) for row in rows], filler="x" * (size - 50 * line)
        )

    _routes(app, db, page)
    app.add_url_rule("/hash", "hash", lambda: hasher.hash("kettle-marigold-tandem"))
    return app


def _line(row: Incident) -> dict[str, str]:
    return {
        "kind": "clock",
        "word": row.state,
        "child": row.who,
        "where": row.school,
        "what": row.title,
        "reference": row.ref,
        "meta": row.state,
        "clock": row.due_at,
        "clock_note": row.due_at,
        "href": f"/incident/{row.ref}",
        "action": "Open",
    }


def _routes(app: Flask, db: SQLAlchemy, page: Callable[[int], str]) -> None:
    @app.get("/list/<int:size>")
    def show(size: int) -> str:
        return page(size)

    @app.get("/read/<int:size>/<ref>")
    def read(size: int, ref: str) -> str:
        db.session.add(PLAIN[0](ref=ref, parent="reading", text="x" * 400))
        db.session.commit()
        return page(size)

    @app.post("/raise")
    def raise_one() -> Any:
        ref = request.form["ref"]
        for place, count in enumerate(request.form["rows"].split(",")):
            for each in range(int(count)):
                row = PLAIN[place](ref=f"{ref}{each}", parent=ref, text="x" * 300)
                db.session.add(row)
        db.session.commit()
        return redirect("/", 303)


def _as_durable(connection: Any, _record: Any) -> None:
    for name, value in WRITER_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}").close()
