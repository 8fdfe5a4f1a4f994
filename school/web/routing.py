"""Rules of addresses: found from the start, made ready for links when one is asked."""

from collections.abc import Callable

from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """Werkzeug writes and compiles two functions for each rule, which say its address:
    nine tenths of the time in which an application started. Here each is compiled when
    a page first links there.
    """

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002 - Werkzeug's
    ) -> Build:
        compiling = super()._compile_builder
        compiled: list[Build] = []

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            # Two threads may both compile it: they compile the same.
            if not compiled:
                compiled.append(compiling(append_unknown))
            return compiled[0](rule, **values)

        return build
