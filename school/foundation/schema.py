"""What the database itself refuses: changing a row that only appends."""

from sqlalchemy import Connection, Table, text

from school.foundation.database import db, kept

REFUSAL = "this table only appends"


def append_only_tables() -> list[Table]:
    """Every table whose rows never change: the trail, and whatever is `appended`."""
    return [
        table
        for table in db.metadata.sorted_tables
        if kept(table) in {"trail", "appended"}
    ]


def guard(connection: Connection, tables: list[Table]) -> None:
    """Put the triggers on. Safe to repeat."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for statement in _statements(_SQLITE_TRIGGERS, table, "END;"):
                connection.execute(text(statement))
        return
    connection.execute(text(_POSTGRES_FUNCTION))
    for table in tables:
        for statement in _statements(_POSTGRES_TRIGGERS, table, ";"):
            connection.execute(text(statement))


def missing_guards(connection: Connection) -> list[str]:
    """The names of append-only tables that a trigger is missing from."""
    if connection.dialect.name == "sqlite":
        asked, wanted = "SELECT tbl_name FROM sqlite_master WHERE type='trigger'", 3
    else:
        asked, wanted = _POSTGRES_TRIGGERS_STANDING, 2
    found = [row[0] for row in connection.execute(text(asked))]
    return [
        table.name for table in append_only_tables() if found.count(table.name) < wanted
    ]


# INSERT OR REPLACE goes past DELETE triggers unless recursive triggers are on, so
# inserting over an existing key is refused too (security brief §5.5).
_SQLITE_TRIGGERS = """
CREATE TRIGGER IF NOT EXISTS {name}_no_update BEFORE UPDATE ON {name}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
CREATE TRIGGER IF NOT EXISTS {name}_no_delete BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
CREATE TRIGGER IF NOT EXISTS {name}_no_replace BEFORE INSERT ON {name}
WHEN EXISTS (SELECT 1 FROM {name} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
"""
# ENABLE ALWAYS fires under session_replication_role = replica as well, and the
# statement trigger stops TRUNCATE (security brief §5.5).
_POSTGRES_TRIGGERS = """
CREATE OR REPLACE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {name}
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {name} ENABLE ALWAYS TRIGGER {name}_no_change;
ALTER TABLE {name} ENABLE ALWAYS TRIGGER {name}_no_truncate;
"""
_POSTGRES_TRIGGERS_STANDING = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled = 'A'
"""
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def _statements(template: str, table: Table, end: str) -> list[str]:
    same = " AND ".join(f"{each.name} = NEW.{each.name}" for each in table.primary_key)
    written = template.format(name=table.name, same=same, refusal=REFUSAL)
    parts = written.strip().split(end)
    return [part + end for part in parts if part.strip()]


def grant_roles(connection: Connection, writer: str, reader: str) -> None:
    """PostgreSQL: the reader may only read; the writer may not change what appends."""
    for table in db.metadata.sorted_tables:
        may = "SELECT, INSERT"
        if kept(table) in {"recorded", "upkeep"}:
            may += ", UPDATE, DELETE"
        connection.execute(text(f'GRANT SELECT ON {table.name} TO "{reader}"'))
        connection.execute(text(f'GRANT {may} ON {table.name} TO "{writer}"'))
