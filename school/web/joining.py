"""Many papers as one: pages in their order, and what reads them aloud (tags) with them.

A paper of thousands of pages is set in pieces, since Typst keeps all of a paper in
memory until it is written: 3,000 letters took 1.2 GiB in one piece and take 0.2 in
pieces of 250. pikepdf copies pages but leaves the tree of tags behind: that is joined
here, as ISO 32000-1, 14.7 has it.
"""

import io
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

# What says of the whole file that it is tagged, in which language, and how it is kept.
_OF_THE_FILE = (
    *("/Metadata", "/OutputIntents", "/Lang"),
    *("/MarkInfo", "/ViewerPreferences"),
)


def joined(pieces: Iterable[bytes]) -> bytes:
    """One PDF of all of them. They must be of one making: the first says which
    language and standard the whole is of. Raises ValueError for none at all.
    """
    whole, opened = Pdf.new(), []
    tree = _Tree(whole)
    for piece in pieces:
        source = Pdf.open(io.BytesIO(piece))
        # Its pages are read from it until the whole is written.
        opened.append(source)
        if len(opened) == 1:
            _take_what_is_said(source, whole)
        before = len(whole.pages)
        whole.pages.extend(source.pages)
        tree.take(source, before)
    if not opened:
        raise ValueError("nothing to join")
    tree.finish()
    written = io.BytesIO()
    whole.save(written, object_stream_mode=ObjectStreamMode.generate)
    for source in opened:
        source.close()
    whole.close()
    return written.getvalue()


def _take_what_is_said(source: Pdf, whole: Pdf) -> None:
    for key in _OF_THE_FILE:
        value = source.Root.get(key)
        if isinstance(value, pikepdf.Object) and key != "/Lang":
            shared = value if value.is_indirect else source.make_indirect(value)
            whole.Root[key] = whole.copy_foreign(shared)
        elif value is not None:
            whole.Root[key] = str(value)


class _Tree:
    """The tree of tags of the whole, and the numbers by which pages are found in it."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root: Any = None
        self._kids = Array()
        self._numbered = Array()
        self._next = 0

    def take(self, source: Pdf, first: int) -> None:
        """Add the tree of a piece whose pages stand in the whole from `first` on."""
        theirs: Any = source.Root.get("/StructTreeRoot")
        if theirs is None:
            raise ValueError("a piece without tags")
        ours: Any = self._whole.copy_foreign(theirs)
        if self._root is None:
            self._root = ours
        for kid in _all(ours.K):
            kid.P = self._root
            self._kids.append(kid)
        numbered = ours.ParentTree.Nums
        for place in range(0, len(numbered), 2):
            self._numbered.append(self._next + int(numbered[place]))
            self._numbered.append(numbered[place + 1])
        for page in list(self._whole.pages)[first:]:
            self._renumber(page.obj, "/StructParents")
            for mark in page.obj.get("/Annots", ()):
                self._renumber(mark, "/StructParent")
        self._next += int(theirs.ParentTreeNextKey)

    def finish(self) -> None:
        """Put it into the whole."""
        self._root.K = self._kids
        tree = Dictionary(Nums=self._numbered)
        self._root.ParentTree = self._whole.make_indirect(tree)
        self._root.ParentTreeNextKey = self._next
        self._whole.Root[Name.StructTreeRoot] = self._root

    def _renumber(self, of: Any, key: str) -> None:
        if key in of:
            of[key] = self._next + int(of[key])


def _all(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [kids]
