"""Who is who in a demonstration that is being made: names, and the rows behind them."""

import dataclasses
from dataclasses import dataclass, field

from school.foundation.actor import Actor
from school.identity.queries.people import roles_of


@dataclass
class Cast:
    """References by the names that the data use: user names, schools, pupils."""

    trust: str
    schools: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    pupils: dict[tuple[str, str], str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)

    def org(self, key: str) -> str:
        """A school's reference, or the trust's."""
        return self.schools.get(key, self.trust)

    def system(self, key: str) -> Actor:
        """The product acting by itself in a school or the trust."""
        return Actor.system("demonstration", self.org(key), self.trust)

    def acting(self, username: str, *, elevated: bool = False) -> Actor:
        """Somebody acting at home, with the roles held on the day the clock shows."""
        person, school = self.people[username], self.org(self.homes[username])
        actor = Actor(
            person_ref=person,
            school_ref=school,
            trust_ref=self.trust,
            roles=roles_of(person, school, self.trust),
            user_ref=self.users.get(username, ""),
        )
        return dataclasses.replace(actor, elevated=True) if elevated else actor

    def acting_for(self, username: str, key: str) -> Actor:
        """Somebody of the trust, acting in one of its schools after a second factor."""
        school = self.org(key)
        person = self.people[username]
        return Actor(
            person_ref=person,
            school_ref=school,
            trust_ref=self.trust,
            roles=roles_of(person, school, self.trust),
            user_ref=self.users.get(username, ""),
            elevated=True,
        )
