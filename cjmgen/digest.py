"""Stable digests of frozen values: two values have the same digest exactly when they are equal.

A value is written down in one unambiguous text, and the text is digested.  What ``==``
ignores is ignored here too: fields with ``compare=False``, the order of mappings and
sets, the difference between ``1``, ``1.0`` and ``True``.  What ``==`` tells apart is told
apart: two classes with the same fields, and a text that knows its language (a ``str``
with ``lang``) from a plain one.

What is not known here is refused with a ``TypeError`` that names the place: a digest
that guesses is a stale page.  That includes what can change under our hands (lists,
sets, dataclasses that are not frozen) and paths, which differ from machine to machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import blake2b
from math import isnan
from operator import attrgetter
from types import MappingProxyType
from typing import Any

__all__ = ["digest", "digest_bytes"]

SIZE = 16
"""Length of a digest in bytes; the text has twice as many characters."""

Append = Callable[[str], None]
Writer = Callable[[Any, Append], None]
"""Writes a value of one class, piece by piece.  Every piece says its own length, so no two values share a text."""


class _Refused(Exception):
    """A value somewhere inside cannot be digested; ``digest`` finds out where."""

    def __init__(self, value: object, why: str) -> None:
        super().__init__(why)
        self.value = value


def digest(value: object) -> str:
    """The digest of a frozen value, in hexadecimal."""
    pieces: list[str] = []
    try:
        _write(value, pieces.append)
    except _Refused as refused:
        raise TypeError(f"{_place_of(refused.value, value)} {refused}") from None
    return digest_bytes("".join(pieces).encode("utf-8", "surrogatepass"))


def digest_bytes(content: bytes) -> str:
    """The digest of a file's content, in hexadecimal."""
    return blake2b(content, digest_size=SIZE).hexdigest()


def _write(value: object, append: Append) -> None:
    cls = type(value)
    (_WRITERS.get(cls) or _writer_of(cls, value))(value, append)


def _write_all(values: tuple[object, ...], append: Append) -> None:
    for value in values:
        # Nearly every leaf of a view model is a text or nothing: spare them a call.
        cls = type(value)
        if cls is str:
            append(f"s{len(value)}:{value}")  # type: ignore[arg-type]
        elif value is None:
            append("-")
        else:
            (_WRITERS.get(cls) or _writer_of(cls, value))(value, append)


def _write_none(value: None, append: Append) -> None:
    append("-")


def _write_str(value: str, append: Append) -> None:
    append(f"s{len(value)}:{value}")


def _write_foreign(value: Any, append: Append) -> None:
    append(f"f{len(value.lang)}:{value.lang}{len(value)}:{str.__str__(value)}")


def _write_int(value: int, append: Append) -> None:
    append(f"n{value:x};")


def _write_float(value: float, append: Append) -> None:
    if isnan(value):
        raise _Refused(value, "is not a number: it equals nothing, not even itself")
    if value.is_integer():
        append(f"n{int(value):x};")
    else:
        append(f"r{value!r};")


def _write_bytes(value: bytes, append: Append) -> None:
    append(f"b{digest_bytes(value)}")


def _write_date(value: date, append: Append) -> None:
    append(f"d{value.toordinal()};")


def _write_tuple(value: tuple[object, ...], append: Append) -> None:
    append(f"t{len(value)}:")
    _write_all(value, append)


def _write_frozenset(value: frozenset[object], append: Append) -> None:
    append(f"u{len(value)}:")
    append("".join(sorted(map(_text_of, value))))


def _write_mapping(value: Mapping[object, object], append: Append) -> None:
    append(f"m{len(value)}:")
    for key_text, key in sorted((_text_of(key), key) for key in value):
        append(key_text)
        _write(value[key], append)


def _text_of(value: object) -> str:
    pieces: list[str] = []
    _write(value, pieces.append)
    return "".join(pieces)


_WRITERS: dict[type, Writer] = {
    type(None): _write_none,
    bool: _write_int,
    int: _write_int,
    float: _write_float,
    str: _write_str,
    bytes: _write_bytes,
    date: _write_date,
    tuple: _write_tuple,
    frozenset: _write_frozenset,
    dict: _write_mapping,
    MappingProxyType: _write_mapping,
}
"""How each class met so far is written.  Grows as classes are met; holds no values."""


def _writer_of(cls: type, value: Any) -> Writer:
    """How to write a class not met before; refuse it if we do not know what makes two of its values equal."""
    if is_dataclass(cls):
        made = _dataclass_writer(cls, value)
    elif issubclass(cls, Enum):
        made = _enum_writer(cls)
    elif issubclass(cls, str) and isinstance(getattr(value, "lang", None), str):
        made = _write_foreign
    elif issubclass(cls, tuple) and cls.__eq__ is tuple.__eq__:
        made = _write_tuple  # a named tuple equals the plain one
    elif issubclass(cls, Mapping) and cls.__eq__ in (dict.__eq__, Mapping.__eq__):
        made = _write_mapping
    else:
        raise _Refused(value, f"is of type {cls.__qualname__}, which has no digest")
    _WRITERS[cls] = made
    return made


def _dataclass_writer(cls: type, value: object) -> Writer:
    params = cls.__dataclass_params__  # type: ignore[attr-defined]
    if not (params.frozen and params.eq):
        raise _Refused(value, f"is of type {cls.__qualname__}, which is not a frozen dataclass with equality")
    names = tuple(field.name for field in fields(cls) if field.compare)
    # The names belong to the head: two fields that trade places in the code must not pass for the same value.
    head = "c" + digest((cls.__module__, cls.__qualname__, names))
    if not names:
        return lambda value, append: append(head)
    get = attrgetter(*names)
    if len(names) == 1:

        def write_one(value: object, append: Append) -> None:
            append(head)
            _write(get(value), append)

        return write_one

    def write(value: object, append: Append) -> None:
        append(head)
        _write_all(get(value), append)

    return write


def _enum_writer(cls: type[Enum]) -> Writer:
    for plain, write_plain in ((str, _write_str), (int, _write_int)):
        if issubclass(cls, plain):  # its members equal their values
            return lambda member, append: write_plain(member.value, append)
    head = "e" + digest((cls.__module__, cls.__qualname__))
    return lambda member, append: append(f"{head}{len(member.name)}:{member.name}")


def _place_of(wanted: object, value: object) -> str:
    """Where inside a value another one is, as one would write it in Python: ``MapGrid.columns[3].label``."""
    path = "" if value is wanted else _path_to(wanted, value)
    return f"{type(value).__qualname__}{path}" if path else "the value"


def _path_to(wanted: object, value: object) -> str | None:
    for step, child in _children_of(value):
        if child is wanted:
            return step
        if (rest := _path_to(wanted, child)) is not None:
            return step + rest
    return None


def _children_of(value: object) -> Iterator[tuple[str, object]]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.compare:
                yield f".{field.name}", getattr(value, field.name)
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield ".keys()", key
            yield f"[{key!r}]", child
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield f"[{index}]", child
    elif isinstance(value, frozenset):
        for child in value:
            yield "{...}", child
