"""The figures and their goals (issue: the DSL's working day, "How good")."""

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """The lines as they are printed, and whether one fell short."""

    short: list[str] = field(default_factory=list)

    def at_most(self, name: str, figure: float, goal: float, beside: str) -> None:
        """A figure that must not be larger than its goal."""
        self._line(name, figure <= goal, f"{figure:.2f}", f"≤ {goal:g}", beside)

    def at_least(self, name: str, figure: float, goal: float, beside: str) -> None:
        """A figure that must not be smaller than its goal."""
        self._line(name, figure >= goal, f"{figure:.2f}", f"≥ {goal:g}", beside)

    def shown(self, name: str, figure: str) -> None:
        """A figure without a goal."""
        print(f"{name}: {figure}", flush=True)

    def _line(self, name: str, met: bool, figure: str, goal: str, beside: str) -> None:
        if not met:
            self.short.append(name)
        mark = "" if met else "  FALLS SHORT"
        print(f"{name}: {figure} (goal: {goal}) [{beside}]{mark}", flush=True)
