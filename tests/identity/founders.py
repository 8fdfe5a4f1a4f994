"""An empty installation, and the two founders of a trust, for the tests."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from types import ModuleType

from flask import Flask
from sqlalchemy import select

from safeguard.app import create_app
from safeguard.installation.opening import close
from school.foundation import clock, keys
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.identity.commands.founding import Founded, PostFor, found
from school.identity.models import Founding, Org, User
from school.identity.permissions.roles import roles_held, roles_there
from tests import ground
from tests.factories.world import TUESDAY


@contextmanager
def bare_ground(
    engine: ModuleType, folder: Path, at: datetime | None = TUESDAY
) -> Iterator[Flask]:
    """The product on an empty database: no trust, no school, nobody. The clock stands
    still, or runs where a browser's own clock must agree with it.
    """
    name = ground._name("bare")
    urls = engine.fresh_database(name, ground.tables(engine))
    settings = ground.settings_for(urls, folder)
    keys.make_root_key(settings.root_key_path)
    app = create_app(settings)
    with app.app_context(), clock.standing_at(at) if at else nullcontext():
        yield app
    close(app)
    engine.drop_database(name)


@dataclasses.dataclass
class Two:
    """The founding as the tests speak of it."""

    made: Founded
    founding: str
    first: str
    second: str

    def acting(self, ref: str, *, elevated: bool = True) -> Actor:
        """A founder, with whatever roles are held at this moment."""
        trust = self.made.trust_ref
        user = db.session.scalar(select(User).where(User.person_ref == ref))
        assert user
        return Actor(
            person_ref=ref,
            school_ref=trust,
            trust_ref=trust,
            roles=roles_there(roles_held(ref), trust, trust),
            user_ref=user.ref,
            elevated=elevated,
        )

    def school(self, name: str = "Birch Academy") -> str:
        """A school's reference."""
        found = db.session.scalar(select(Org.ref).where(Org.name == name))
        assert found
        return found

    def posts(self) -> tuple[PostFor, ...]:
        """The first is executive head, the second head of Birch."""
        return (
            PostFor(self.made.trust_ref, Role.EXECUTIVE_HEAD.value, self.first),
            PostFor(self.school(), Role.HEAD.value, self.second),
        )


def found_alder() -> Two:
    """Alder Trust with two schools and two founders, and nothing granted."""
    made = found(
        "Alder Trust", ("Birch Academy", "Cedar Academy"), "Anneli Strand", "Jo Howells"
    )
    founding = db.session.scalar(select(Founding))
    assert founding
    return Two(
        made, founding.ref, founding.first_person_ref, founding.second_person_ref
    )
