"""What an act objects to, said by the fields that the objections stand beside."""

from collections.abc import Callable

import pytest

from school.foundation.errors import Invalid


def objected(doing: Callable[..., object], *args: object) -> set[str]:
    """Beside which fields the act objects; that it does not is a failure."""
    with pytest.raises(Invalid) as refused:
        doing(*args)
    return set(refused.value.problems)
