"""How templates are made ready: what is the same on every page is worked out once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.visitor import NodeTransformer

from school.web.catalogue import gettext

_SAYING = {"_", "gettext"}


class _Page(Template):
    def _get_default_module(self, _ctx: Any = None) -> TemplateModule:
        # Jinja would compare the globals of both templates at each import. Nobody
        # gives a page globals of its own.
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Templates(Environment):
    """Flask's templates; words without anything to fill in are looked up when a
    template is read, not each time it is shown: the language is the installation's.
    """

    template_class = _Page

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands under a name. A dict is asked for its key first: as an object it
        lacks nearly every name that a page asks for, and says so at some cost.
        """
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        told: nodes.Template = _Saying(self).visit(source)
        return super()._generate(told, *args, **kwargs)


class _Saying(NodeTransformer):
    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if not _says_words(node):
            return node
        (words,) = node.args
        # As Jinja does it: every message is a format, "%%" is a percent sign.
        said = gettext(words.value) % {}  # type: ignore[attr-defined]
        return nodes.MarkSafeIfAutoescape(nodes.Const(said), lineno=node.lineno)


def _says_words(node: nodes.Call) -> bool:
    return (
        isinstance(node.node, nodes.Name)
        and node.node.name in _SAYING
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and isinstance(node.args[0].value, str)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


@lru_cache(maxsize=1024)
def drawn(macro: Callable[..., str], *words: Any) -> str:
    """What a macro draws from these words, remembered: for states, icons and the like,
    of which a page shows the same few again and again. Never for what is in a record.
    """
    return macro(*words)
