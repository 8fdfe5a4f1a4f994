"""Who goes, with what in hand."""

from typing import Any

WORDS = "Written on a round of the house, in whole words."
TODAY = "2026-11-24"
DSL: dict[str, Any] = {"who": "dsl", "reason": "going round the house"}
HEAD: dict[str, Any] = {"who": "head", "reason": "going round the house"}
CEDAR: dict[str, Any] = {"who": "cedar_dsl", "reason": "going round the house"}
ICT: dict[str, Any] = {"who": "ict"}
NO_RECORD = "asks, and shows nothing of any record"
