"""Plain values to a declaration, or diagnostics at the smallest place that is wrong.

One mistake gives one diagnostic: an unknown key that resembles a missing one is said
once, and everything wrong in a file is said at the same time.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.fields.types import Declaration
from cjmgen.source import Key, Origin

D = TypeVar("D", bound=Declaration)

FEW_KEYS = 8
"""So many may be named in a hint."""
MISSING, UNKNOWN, WRONG_KIND, REFUSED, MALFORMED = "101", "102", "103", "104", "105"

_EXPECTED = {
    "is_instance_of": "text",
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "number_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_OUT_OF_RANGE = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}


def decode(
    declaration: type[D],
    values: object,
    origin: Origin,
    report: Report,
    *,
    family: str = "D",
    context: Mapping[str, object] | None = None,
) -> D | None:
    """Validate ``values`` as ``declaration``; what is wrong goes to ``report`` and gives ``None``.

    ``origin`` is where ``values`` stand; ``family`` is the letter of the codes ("C" for ``site.yaml``).
    """
    try:
        return declaration.model_validate(values, context=dict(context or {}))
    except ValidationError as error:
        problems = error.errors(include_url=False)
    if any(p["type"] == "extra_forbidden" and _is_free(p["loc"][-1]) for p in problems):
        return decode(declaration, _without_free_keys(values), origin, report, family=family, context=context)
    report.extend(_diagnostics(declaration, values, problems, origin, family))
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name an author probably meant; case, ``-``, ``_`` and spaces do not count."""
    folded = {name.casefold().replace("_", "-").replace(" ", "-"): name for name in sorted(known)}
    near = difflib.get_close_matches(word.casefold().replace("_", "-").replace(" ", "-"), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else None


def _diagnostics(
    declaration: type[Declaration], values: object, problems: list[Any], origin: Origin, family: str
) -> Iterator[Diagnostic]:
    missing = {p["loc"] for p in problems if p["type"] == "missing"}
    explained: set[tuple[Key, ...]] = set()
    for problem in problems:
        if problem["type"] != "extra_forbidden":
            continue
        *parent, key = problem["loc"]
        wanted = {str(loc[-1]) for loc in missing if loc[:-1] == tuple(parent)}
        there = _declaration_at(declaration, parent)
        near = nearest(str(key), wanted) or _words_key(there, wanted)
        given = _at(values, parent)
        left = _keys_of(there) - set(given if isinstance(given, dict) else ())
        if near:
            explained.add((*parent, near))
        else:
            near = nearest(str(key), left)
        yield Diagnostic(
            f"{family}{UNKNOWN}",
            f'there is no key "{key}" here',
            origin.child(*parent).key(str(key)),
            hint=f'did you mean "{near}"?' if near else _way_out(left),
        )
    for problem in problems:
        if problem["type"] == "extra_forbidden" or tuple(problem["loc"]) in explained:
            continue
        yield _diagnostic(problem, origin, family)


def _words_key(declaration: type[Declaration] | None, wanted: set[str]) -> str | None:
    """Where a short form would have put its words: who writes a mapping with another key meant that one."""
    short = getattr(declaration, "short", None)
    return short if short in wanted else None


def _way_out(left: set[str]) -> str:
    if 0 < len(left) <= FEW_KEYS:
        return f"keys to choose from: {', '.join(sorted(left))}"
    return 'remove it, or begin it with "x-" to keep it as your own'


def _diagnostic(problem: Any, origin: Origin, family: str) -> Diagnostic:
    loc, kind, given, details = problem["loc"], problem["type"], problem["input"], problem.get("ctx", {})
    here = origin.child(*loc)
    name = next((key for key in reversed(loc) if isinstance(key, str) and key), "the file")
    if kind == "missing":
        return Diagnostic(
            f"{family}{MISSING}",
            f'"{loc[-1]}" is missing',
            origin.child(*loc[:-1]),
            hint=f'add a line "{loc[-1]}: …"',
        )
    if kind in _EXPECTED:
        hint = None
        if _EXPECTED[kind] == "text" and isinstance(given, (int, float)):
            hint = "put it in quotes"
        elif _EXPECTED[kind] != "text" and isinstance(given, str) and "number" in _EXPECTED[kind]:
            hint = "write the bare number, without quotes or unit"
        return Diagnostic(
            f"{family}{WRONG_KIND}", f'"{name}" must be {_EXPECTED[kind]}, not {_describe(given)}', here, hint=hint
        )
    if kind == "literal_error":
        allowed = _words_of(details["expected"])
        near = nearest(given, allowed) if isinstance(given, str) else None
        return Diagnostic(
            f"{family}{REFUSED}",
            f'"{name}" cannot be {_describe(given)}',
            here,
            hint=f'did you mean "{near}"?' if near else f"one of: {', '.join(allowed)}",
        )
    if kind in _OUT_OF_RANGE:
        key, words = _OUT_OF_RANGE[kind]
        return Diagnostic(f"{family}{REFUSED}", f'"{name}" must be {words} {_plain(details[key])}', here)
    if kind == "emotion_range":
        low, high = _plain(details["low"]), _plain(details["high"])
        return Diagnostic(f"{family}{REFUSED}", f"an emotion runs from {low} to {high}, not {_describe(given)}", here)
    if kind == "too_many":
        return Diagnostic(f"{family}{REFUSED}", problem["msg"], here)
    if kind == "audience_field":
        hint = "name a field that may be left out, or keep the whole: audience: internal"
        return Diagnostic(f"{family}{MALFORMED}", problem["msg"], here, hint=hint)
    if kind == "no_such_day":
        return Diagnostic(f"{family}{MALFORMED}", f'there is no day "{given}"', here)
    if kind in ("too_short", "string_too_short"):
        return Diagnostic(f"{family}{REFUSED}", f'"{name}" must not be empty', here)
    return Diagnostic(f"{family}{MALFORMED}", _sentence(name, problem), here)


def _sentence(name: str, problem: Any) -> str:
    given = problem["input"]
    said = problem["msg"][:1].lower() + problem["msg"][1:]
    return f'"{name}": {said}' if given in ("", None) else f'"{name}": {said}, not {_describe(given)}'


def _describe(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, (int, float)):
        return _plain(value)
    return "a mapping" if isinstance(value, Mapping) else "a list"


def _plain(number: object) -> str:
    return f"{number:g}" if isinstance(number, (int, float)) else str(number)


def _words_of(expected: str) -> list[str]:
    """Pydantic's "'a', 'b' or 'c'" as a list."""
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]


def _at(values: object, path: Iterable[Key]) -> object:
    for key in path:
        try:
            values = values[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _declaration_at(declaration: type[Declaration], path: Iterable[Key]) -> type[Declaration] | None:
    """Whose keys are allowed at a place, found by walking the declarations."""
    found: type[Declaration] | None = declaration
    for key in path:
        if isinstance(key, str) and found is not None:
            field = next((f for n, f in found.model_fields.items() if key in (n, f.alias)), None)
            found = declaration_in(field.annotation) if field else None
    return found


def _keys_of(declaration: type[Declaration] | None) -> set[str]:
    return {f.alias or name for name, f in declaration.model_fields.items()} if declaration else set()


def declaration_in(annotation: Any) -> type[Declaration] | None:
    """The declaration inside ``X | None``, ``tuple[X, ...]``, ``Annotated[X, …]``; ``None`` if there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Declaration):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := declaration_in(inner)) is not None:
            return found
    return None


def _is_free(key: object) -> bool:
    return isinstance(key, str) and key.startswith("x-")


def _without_free_keys(values: object) -> object:
    if isinstance(values, dict):
        return {key: _without_free_keys(value) for key, value in values.items() if not _is_free(key)}
    if isinstance(values, list):
        return [_without_free_keys(value) for value in values]
    return values
