"""Does a translation still follow its original?  By a digest of what the original says.

``translated_from: <digest>`` in a translation names the texts it was made from.  The digest
covers the original's translatable texts and its prose, each under its key or id: numbers,
references, comments and the order of items that have ids are no reason to translate again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.digest import digest
from cjmgen.fields.translate import TRANSLATED_FROM, Plan, is_by_persona, plan_of
from cjmgen.fields.types import Declaration
from cjmgen.model import Foreign
from cjmgen.model.translation import Translation
from cjmgen.source import Origin

BODY = "body"
DIGITS = 12
"""Characters of a digest in a file: enough that two texts never share one by chance."""


def translation_of(
    declaration: type[Declaration],
    original: Any,
    merged: Any,
    words: object,
    *,
    lang: str,
    kind: str,
    id: str,
    bodies: tuple[str, str],
    is_there: bool,
    origin: Origin,
    original_origin: Origin,
    report: Report,
) -> Translation | None:
    """What is known of one translation; ``None`` if its original has nothing to translate.

    ``merged`` is the original with the translation laid over it, ``bodies`` the prose of both;
    ``words`` stand at ``origin``.
    """
    texts = texts_to_translate(declaration, original, bodies[0], lang)
    if not texts:
        return None
    said = dict(_texts(merged, plan_of(declaration), lang, ""))
    said[BODY] = bodies[1]
    return Translation(
        lang=lang,
        kind=kind,
        id=id,
        texts=len(texts),
        missing=tuple(key for key in texts if isinstance(said.get(key, ""), Foreign)),
        path=translated_path(original_origin.path, lang),
        is_there=is_there,
        now=digest_of_texts(texts),
        said=digest_of_texts({key: text for key, text in said.items() if not isinstance(text, Foreign)}),
        translated_from=_translated_from(words, origin, report),
        origin=origin.child(TRANSLATED_FROM),
        original=original_origin,
    )


def texts_to_translate(declaration: type[Declaration], original: Any, body: str, lang: str) -> dict[str, str]:
    """What an original has to translate into a language: path of keys and ids -> text."""
    texts = {key: text for key, text in _texts(original, plan_of(declaration), lang, "") if text.strip()}
    return texts | ({BODY: body} if body.strip() else {})


def digest_of_texts(texts: Mapping[str, str]) -> str:
    """What ``translated_from`` says of them."""
    return digest(texts)[:DIGITS]


def translated_path(original: str, lang: str) -> str:
    """Where a translation lies: "content/teams.yaml" -> "content/teams.pl.yaml"."""
    stem, dot, suffix = original.rpartition(".")
    return f"{stem}.{lang}{dot}{suffix}"


def _translated_from(words: object, origin: Origin, report: Report) -> str | None:
    given = words.get(TRANSLATED_FROM) if isinstance(words, Mapping) else None
    if given is None or isinstance(given, str):
        return given
    message, hint = f'"{TRANSLATED_FROM}" must be text', "put it in quotes, as cjmgen translate accept writes it"
    report.add(Diagnostic("D103", message, origin.child(TRANSLATED_FROM), hint=hint))
    return None


def _texts(value: object, plan: Plan, lang: str, path: str) -> Iterator[tuple[str, str]]:
    """Every text to translate into a language, under a path that stays the same when items with ids change places."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            ident = item.get("id") if isinstance(item, dict) else None
            yield from _texts(item, plan, lang, f"{path}{ident if isinstance(ident, str) else i + 1}/")
    elif isinstance(value, str):
        if plan.short in plan.texts:
            yield path.removesuffix("/"), value
    elif isinstance(value, dict):
        for key, inner in value.items():
            here = f"{path}{key}"
            if (key == "text" and value.get("lang")) or (key == "translation" and value.get("lang") == lang):
                continue  # a quote stays as it was said, and needs no translation into its own language
            if is_by_persona(value, plan) or key in plan.texts:
                for i, text in enumerate(inner if isinstance(inner, list) else [inner]):
                    if isinstance(text, str):
                        yield f"{here}/{i + 1}" if isinstance(inner, list) else here, text
            elif key in plan.nested:
                yield from _texts(inner, plan.nested[key], lang, f"{here}/")
