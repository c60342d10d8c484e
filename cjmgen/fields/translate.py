"""Lay a translation over the values of its original.

Only texts are taken from a translation; ids, numbers and references stay the
original's.  List items are matched by ``id`` where the translation gives one, else by
position.  What the translation leaves out stays the original's text, marked
``Foreign``, so that a page can show which language it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.fields.decode import declaration_in, did_you_mean
from cjmgen.fields.types import Declaration, _Prose
from cjmgen.model import Foreign
from cjmgen.source import Key, Origin

NO_ORIGINAL, NOT_TEXT = "D202", "D203"
TRANSLATED_FROM = "translated_from"
"""The one key of a translation that is not its original's: what that said when it was translated (see ``drift``)."""


@dataclass(frozen=True)
class Plan:
    """What is text in a declaration."""

    texts: frozenset[str]
    """Keys that hold text, or a list of texts."""
    nested: Mapping[str, Plan]
    """Keys that hold mappings with texts in them."""
    keys: frozenset[str]
    """All keys."""
    short: str | None
    """The key that a bare text stands for."""


@cache
def plan_of(declaration: type[Declaration]) -> Plan:
    texts, nested = set(), {}
    for name, field in declaration.model_fields.items():
        key = field.alias or name
        if _has_text(field.annotation, field.metadata):
            texts.add(key)
        elif (inner := declaration_in(field.annotation)) is not None:
            nested[key] = plan_of(inner)
    keys = frozenset(f.alias or n for n, f in declaration.model_fields.items())
    return Plan(frozenset(texts), nested, keys, declaration.short)


def texts_in(declaration: type[Declaration], values: object) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text of a file, with its key path."""
    yield from _texts(values, plan_of(declaration), ())


def translate(
    declaration: type[Declaration], original: Any, words: object, lang: str, origin: Origin, report: Report
) -> Any:
    """The original's values with the texts of ``words``, which stand at ``origin``; ``lang`` is the original's."""
    if not isinstance(words, Mapping):
        words = {}
    words = {key: given for key, given in words.items() if key != TRANSLATED_FROM}
    return _mapping(original, words, plan_of(declaration), lang, origin, report)


def _mapping(original: Any, words: Any, plan: Plan, lang: str, origin: Origin, report: Report) -> Any:
    if not isinstance(original, dict):
        if isinstance(original, str) and plan.short in plan.texts:
            given = words.get(plan.short) if isinstance(words, Mapping) else words
            return _text(original, given, lang)
        return original
    if isinstance(words, str) and plan.short:
        words = {plan.short: words}
    if not isinstance(words, Mapping):
        words = {}
    if is_by_persona(original, plan):
        return {key: _text(value, words.get(key), lang) for key, value in original.items()}
    _complain(original, words, plan, origin, report)
    said_in = original.get("lang")
    merged = dict(original)
    for key, value in original.items():
        given, here = words.get(key), origin.child(key)
        if key in plan.texts and not (key == "text" and said_in):
            merged[key] = _texts_of(value, given, lang)
        elif key in plan.nested:
            merged[key] = _items(value, given, plan.nested[key], lang, here, report)
    return merged


def _items(value: Any, given: Any, plan: Plan, lang: str, origin: Origin, report: Report) -> Any:
    if not isinstance(value, list):
        one = given[0] if isinstance(given, list) and len(given) == 1 else given
        return _mapping(value, one, plan, lang, origin, report)
    words = given if isinstance(given, list) else [] if given is None else [given]
    by_id = {item["id"]: (i, item) for i, item in enumerate(words) if isinstance(item, Mapping) and "id" in item}
    known = {item.get("id") for item in value if isinstance(item, Mapping)}
    for ident, (i, _) in by_id.items():
        if ident not in known:
            report.add(
                Diagnostic(
                    NO_ORIGINAL,
                    f'the original has no "{ident}" to translate',
                    origin.child(i, "id"),
                    hint=did_you_mean(str(ident), [str(k) for k in known if k]),
                )
            )
    for i in range(len(value), len(words)):
        if not (isinstance(words[i], Mapping) and "id" in words[i]):
            report.add(Diagnostic(NO_ORIGINAL, "the original has no such item to translate", origin.child(i)))
    merged = []
    for i, item in enumerate(value):
        at, word = by_id.get(item.get("id") if isinstance(item, Mapping) else None, (i, None))
        if word is None and i < len(words) and not (isinstance(words[i], Mapping) and "id" in words[i]):
            word = words[i]
        merged.append(_mapping(item, word if word is not None else {}, plan, lang, origin.child(at), report))
    return merged


def _texts_of(value: Any, given: Any, lang: str) -> Any:
    if isinstance(value, list):
        words = given if isinstance(given, list) else [given]
        return [_text(text, words[i] if i < len(words) else None, lang) for i, text in enumerate(value)]
    return _text(value, given[0] if isinstance(given, list) and given else given, lang)


def _text(original: Any, given: Any, lang: str) -> Any:
    if not isinstance(original, str):
        return original
    return given if isinstance(given, str) and given.strip() else Foreign(original, lang)


def _complain(
    original: Mapping[str, Any], words: Mapping[str, Any], plan: Plan, origin: Origin, report: Report
) -> None:
    """Say which keys of a translation cannot take effect."""
    for key, given in words.items():
        if key in ("id", "x-") or str(key).startswith("x-") or given is None:
            continue
        if key not in plan.keys:
            hint = did_you_mean(str(key), plan.texts | plan.nested.keys())
            report.add(Diagnostic("D102", f'there is no key "{key}" here', origin.key(str(key)), hint=hint))
        elif key not in plan.texts and key not in plan.nested:
            if given != original.get(key):
                message = f'"{key}" is not text: it stays in the original'
                report.add(Diagnostic(NOT_TEXT, message, origin.key(key), hint="remove it from the translation"))
        elif key in plan.texts and not _is_text(given) and given != original.get(key):
            report.add(Diagnostic("D103", f'"{key}" must be text', origin.child(key), hint="put it in quotes"))
        elif key not in original:
            report.add(Diagnostic(NO_ORIGINAL, f'the original has no "{key}" to translate', origin.key(key)))


def _is_text(given: Any) -> bool:
    """A text, or a list of texts; an empty item leaves its original untranslated."""
    return all(item is None or isinstance(item, str) for item in (given if isinstance(given, list) else [given]))


def is_by_persona(original: Mapping[str, Any], plan: Plan) -> bool:
    """``thinking: {anna: …}``: the keys are personas."""
    return plan.short == "text" and "persona" in plan.keys and "text" not in original


def _texts(value: object, plan: Plan, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _texts(item, plan, (*path, i))
    elif isinstance(value, str):
        if plan.short in plan.texts:
            yield path, value
    elif isinstance(value, dict):
        by_persona = is_by_persona(value, plan)
        for key, inner in value.items():
            here = (*path, key)
            if by_persona or key in plan.texts:
                for i, text in enumerate(inner if isinstance(inner, list) else [inner]):
                    if isinstance(text, str):
                        yield (*here, i) if isinstance(inner, list) else here, text
            elif key in plan.nested:
                yield from _texts(inner, plan.nested[key], here)


def _has_text(annotation: Any, metadata: Any = ()) -> bool:
    if any(isinstance(mark, _Prose) for mark in metadata):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Declaration):
        return False
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, _Prose) for mark in marks) or any(
        _has_text(inner) for inner in getattr(annotation, "__args__", ()) if inner is not annotation
    )
