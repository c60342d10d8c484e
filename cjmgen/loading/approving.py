"""What is approved of a journey, as a digest; and how an approval is written into its file.

The digest covers what the journey and its stages say in the language of the files: words, numbers, references,
emotions.  Not covered is who looks after the map and how it is filed: a new owner, a later review or another tag
takes nothing back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cjmgen.diagnostics import Report
from cjmgen.digest import digest_bytes
from cjmgen.loading.declared import Declared
from cjmgen.markup.top_key import NotSpliced, with_key
from cjmgen.model import Approval, Journey
from cjmgen.source import SourceFile, SourceTree

NOT_APPROVED = frozenset(
    {
        "approved_as", "approved_by", "formerly", "id", "lanes", "lint_ignore", "owner", "review_by",
        "reviewed", "status", "tags", "team",
    }
)  # fmt: skip
"""Keys of a journey that an approval says nothing about."""
DIGITS = 12
"""As many as of a translation's original."""
UNAPPROVED = ("draft", "in-review")


def approval_of(head: Declared, stages: Sequence[Declared], lang: str) -> Approval | None:
    """``None`` if nobody approved it.  ``lang`` is the language of the files."""
    decl: Any = head.texts[lang]
    if decl.approved_by is None:
        return None
    return Approval(by=decl.approved_by, noted=decl.approved_as, now=digest_of_journey(head, stages, lang))


def digest_of_journey(head: Declared, stages: Sequence[Declared], lang: str) -> str:
    """Of what an approval is about.  What has no value is not part of it, so a new key changes nothing."""
    parts = [_said(head, lang, NOT_APPROVED), *(_said(stage, lang, {"lint_ignore", "formerly"}) for stage in stages)]
    return digest_bytes(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))[:DIGITS]


def _said(declared: Declared, lang: str, without: frozenset[str] | set[str]) -> object:
    decl: Any = declared.texts[lang]
    values = decl.model_dump(mode="json", exclude=set(without), exclude_defaults=True)
    return [declared.id if declared.kind == "stage" else "", values, str(declared.bodies[lang])]


def approved(tree: SourceTree, journey: Journey, by: str) -> bytes:
    """A journey's file with an approval in it, and all else as it was; ``NotSpliced`` if that cannot be done."""
    path = journey.origin.path
    content = tree.read(path).content
    if journey.status in UNAPPROVED:
        content = _with(content, path, "status", "approved")
    if journey.approved_by != by:
        content = _with(content, path, "approved_by", by)
    digest = _digest_in(_Edited(tree, path, content), journey.id)
    noted = journey.approval.noted if journey.approval else None
    return content if noted == digest else _with(content, path, "approved_as", digest)


def _with(content: bytes, path: str, key: str, value: str) -> bytes:
    return with_key(content, path, key, {(): value}, below=("approved_by", "status", "owner", "goal"))


@dataclass(frozen=True, slots=True)
class _Edited:
    """A tree in which one file says something else."""

    tree: SourceTree
    path: str
    content: bytes

    def paths(self) -> Iterable[str]:
        return self.tree.paths()

    def read(self, path: str) -> SourceFile:
        return SourceFile(path, self.content) if path == self.path else self.tree.read(path)


def _digest_in(tree: SourceTree, ident: str) -> str:
    """Of a journey that names who approved it, read like any site: there is one way to say what it says."""
    from cjmgen.loading import EVERYONE, load

    site = next(iter(load(tree, Report(), readers=EVERYONE).editions.values()))
    found = next(journey.approval for journey in site.journeys if journey.id == ident)
    if found is None:
        raise NotSpliced("the file would say something else")
    return found.now
