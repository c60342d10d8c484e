"""Note in translations what their originals say now: they are up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmgen.fields import TRANSLATED_FROM
from cjmgen.markup.top_key import NotSpliced, with_key
from cjmgen.model import Translation
from cjmgen.source import SourceTree


@dataclass(frozen=True, slots=True)
class Accepted:
    """One translation file, and what it is to hold."""

    path: str
    content: bytes | None
    """``None``: it cannot be written; ``why`` says what is in the way."""
    why: str = ""
    is_changed: bool = False


def accept(tree: SourceTree, translations: Iterable[Translation]) -> tuple[Accepted, ...]:
    """The files of some translations, with ``translated_from`` as it has to be now; nothing is written here."""
    by_path: dict[str, list[Translation]] = {}
    for translation in translations:
        if translation.is_there:
            by_path.setdefault(translation.path, []).append(translation)
    return tuple(_accepted(tree, path, found) for path, found in sorted(by_path.items()))


def _accepted(tree: SourceTree, path: str, found: list[Translation]) -> Accepted:
    content = tree.read(path).content
    wanted = {t.origin.keys[:-1]: t.now for t in found if t.translated_from != t.now}
    if not wanted:
        return Accepted(path, content)
    try:
        return Accepted(path, with_key(content, path, TRANSLATED_FROM, wanted), is_changed=True)
    except NotSpliced as error:
        return Accepted(path, None, str(error))
