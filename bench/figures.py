"""The figures and their goals (issue: the DSL's working day, "How good")."""

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """The lines as they are printed, and whether one fell short."""

    short: list[str] = field(default_factory=list)

    def at_most(self, name: str, figure: float, goal: float, beside: str) -> None:
        """A figure that must not be larger than its goal."""
        self._line(name, f"{figure:.2f} (goal: ≤ {goal:g})", beside)
        if figure > goal:
            self.short.append(name)

    def at_least(self, name: str, figure: float, goal: float, beside: str) -> None:
        """A figure that must not be smaller than its goal."""
        self._line(name, f"{figure:.2f} (goal: ≥ {goal:g})", beside)
        if figure < goal:
            self.short.append(name)

    def shown(self, name: str, figure: str) -> None:
        """A figure without a goal."""
        print(f"{name}: {figure}", flush=True)

    def _line(self, name: str, figure: str, beside: str) -> None:
        print(f"{name}: {figure} [{beside}]", flush=True)
