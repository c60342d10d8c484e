"""Ids that authors need not write: made from names, the same every time."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_NUMBER = re.compile(r"^\d+-")


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, letters of any script kept."""
    kept = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text).lower().replace("’", ""))
    return "-".join(kept.split()) or "x"


def id_from(path: str) -> str:
    """The id a file's name gives: "02-try-pairs.md" -> "try-pairs"."""
    stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
    return _NUMBER.sub("", stem) or stem


def with_ids(kind: str, values: Any) -> Any:
    """The values of a journey or stage with every step and pain named; the argument is not changed.

    Translations and history match steps by id, so a step without one gets it before
    anything else happens to it.
    """
    if not isinstance(values, dict):
        return values
    if kind == "journey" and (stages := _listed(values.get("stages"))):
        return {**values, "stages": _named([with_ids("stage", s) for s in stages], "name")}
    if kind == "stage" and (steps := _listed(values.get("steps"))):
        return {**values, "steps": [_with_pain_ids(step) for step in _named(steps, "name")]}
    return values


def _listed(value: Any) -> list[Any]:
    """A list, or its only item without the brackets; empty if it is neither."""
    return value if isinstance(value, list) else [value] if isinstance(value, (dict, str)) else []


def _with_pain_ids(step: Any) -> Any:
    if not isinstance(step, dict) or not (pains := _listed(step.get("pains"))):
        return step
    written = [{"text": pain} if isinstance(pain, str) else pain for pain in pains]
    return {**step, "pains": _named(written, "text")}


def _named(items: list[Any], key: str) -> list[Any]:
    taken = {item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}
    named = []
    for item in items:
        if isinstance(item, dict) and "id" not in item and isinstance(item.get(key), str):
            ident = base = "-".join(slug(item[key]).split("-")[:8])
            count = 2
            while ident in taken:
                ident, count = f"{base}-{count}", count + 1
            taken.add(ident)
            named.append({**item, "id": ident})
        else:
            named.append(item)
    return named
