"""Every kind of record that holds files: what the house knows of it is true."""

from flask import Flask

from safeguard.evidence.permissions.holders import KINDS
from safeguard.registry import HOLDERS


def test_each_kind_has_a_page_of_its_own(app: Flask) -> None:
    assert set(KINDS) == {kind.code for kind in HOLDERS}
    pages = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}
    for kind in HOLDERS:
        assert kind.argument in pages[kind.page]


def test_what_is_not_there_has_no_kin_and_is_seen_by_nobody(world) -> None:
    for kind in HOLDERS:
        assert kind.kin("0000000000") is None
        assert kind.visible(world.acting("dsl", elevated=True), "0000000000") is None
