"""What every test would do over again, done once a process, or seldom."""

import gc
from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """The code of templates by their name and their words.

    Each test has an application of its own, which would read and compile every template
    anew: half the time that a test of pages took. Whether the code belongs to a
    template's very words is Jinja's to say, as with its cache on disk.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from these words before."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        assert bucket.code
        self.kept[bucket.key, bucket.checksum] = bucket.code


def pytest_configure() -> None:
    """Every application of this process shares one."""
    Flask.jinja_options = {"bytecode_cache": Compiled()}


def pytest_collection_finish() -> None:
    """Thousands of tests and the product itself stay to the end: Python need not go
    through them again and again, which was a third of its work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
