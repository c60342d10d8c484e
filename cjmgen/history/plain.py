"""Frozen values as plain lists that JSON can hold, and back: how what was told of two commits is remembered.

Fields stand in their order, without names; who reads them back says which class it was.  Nothing but what the class
says comes back: a value that does not fit is a ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from cjmgen.model import Foreign

T = TypeVar("T")
Maker = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    if isinstance(value, Foreign):
        return [value.lang, str(value)]
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    return [to_plain(getattr(value, one.name)) for one in fields(value)]


def from_plain(cls: type[T], plain: Any) -> T:
    try:
        made: T = _maker(cls)(plain)  # type: ignore[arg-type]
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return made


@cache
def _maker(hint: Any) -> Maker:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (only,) = (one for one in inner if one is not NoneType)
        make = _maker(only)
        return lambda plain: None if plain is None else make(plain)
    if origin is tuple:
        if inner[1:] == (...,):
            each = _maker(inner[0])
            return lambda plain: tuple(each(one) for one in _list(plain))
        makers = tuple(map(_maker, inner))
        return lambda plain: tuple(make(one) for make, one in zip(makers, _list(plain), strict=True))
    if origin is Literal or hint is str:
        return _text
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        named = [(one.name, _maker(hints[one.name])) for one in fields(hint)]

        def make_one(plain: Any) -> Any:
            given = zip(named, _list(plain), strict=True)
            return hint(**{name: make(one) for (name, make), one in given})  # type: ignore[operator]

        return make_one
    return _of(hint)


def _of(cls: type[Any]) -> Maker:
    kinds = (int, float) if cls is float else (cls,)

    def check(plain: Any) -> Any:
        if type(plain) not in kinds:
            raise ValueError(f"{cls.__name__} expected")
        return cls(plain)

    return check


def _text(plain: Any) -> str:
    if isinstance(plain, str):
        return plain
    lang, text = _list(plain)
    return Foreign(text, lang)


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise ValueError("a list expected")
    return plain
