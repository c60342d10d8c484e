"""The kinds of value an author may write.

Every type refuses what a person would not call by its name: ``"3"`` is no number,
``true`` is no number, ``20261102`` is no date.  Each has a JSON Schema, so that
editors complete and check the same rules while typing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cjmgen.markup.links import find_links


class Declaration(BaseModel):
    """What an author may write in one mapping.  Keys that are not declared are refused.

    A declaration with ``short`` may also be written as just the text of that field.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)
    short: ClassVar[str | None] = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(core))
        whole.setdefault("patternProperties", {"^x-": {}})
        if cls.short is None:
            return whole
        return {
            "anyOf": [whole, {"type": "string", "description": f"Short for a mapping with only `{cls.short}`."}],
            "description": whole.get("description", ""),
        }


class ShortDeclaration(Declaration):
    """A declaration whose ``short`` field may stand for the whole."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        return {cls.short: value} if isinstance(value, str) else value


@dataclass(frozen=True)
class _Prose:
    """Marks translatable text.  ``str`` subclasses pass through unchanged, to keep their language."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(str, cls_repr="text")

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class _Filled:
    """Marks text that must not be empty: a name, a title."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_not_empty, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


def _not_empty(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "the text is empty")
    return text


def _without_links(text: str) -> str:
    if find_links(text):
        raise PydanticCustomError("link_in_title", "a name holds no link: pages make a link of it")
    return text


Text = Annotated[str, _Prose()]
"""Translatable text; inline Markdown."""

Name = Annotated[str, _Prose(), _Filled()]
"""Translatable text that must not be empty."""

Title = Annotated[Name, AfterValidator(_without_links)]
"""What an entity, a stage or a step is called: pages make it a link, so it can hold none."""


Plain = Annotated[str, Field(strict=True)]
"""Text that no language changes: a person's name, a product's."""


def _check_id(value: str) -> str:
    words = value.split("-")
    if all(word.isalnum() for word in words) and value == value.lower():
        return value
    raise PydanticCustomError("id_form", "an id is lower-case words joined by hyphens")


Id = Annotated[str, Field(strict=True), BeforeValidator(lambda v: _check_id(v) if isinstance(v, str) else v)]
"""Lower-case words joined by hyphens, in any script."""

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True)]
Truth = Annotated[bool, Field(strict=True)]
Percent = Annotated[float, Field(strict=True, ge=0, le=100)]
"""0 .. 100."""
Score10 = Annotated[float, Field(strict=True, ge=0, le=10)]
"""0 .. 10."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "there is no such day") from None
    raise PydanticCustomError("date_form", "a date is written 2026-11-30")


Date = Annotated[date, BeforeValidator(_date, json_schema_input_type=str)]
"""A day, written ``2026-11-30``."""

_DURATION_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h|d|w)", re.ASCII)
_MINUTES = {"s": 1 / 60, "min": 1, "h": 60, "d": 1440, "w": 10080}


def _duration(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e9:
        return float(value)
    if isinstance(value, str) and value.strip() and not _DURATION_PART.sub("", value).strip():
        return sum(float(amount) * _MINUTES[unit] for amount, unit in _DURATION_PART.findall(value))
    raise PydanticCustomError("duration_form", "a duration is minutes, or like “1 h 30 min” or “3 d”")


Duration = Annotated[float, BeforeValidator(_duration, json_schema_input_type=float | str)]
"""Minutes, or text such as ``45 s``, ``15 min``, ``1 h 30 min``, ``3 d``, ``2 w``."""


def _url(value: object) -> object:
    parts = _split(value)
    if parts and (_is_web(parts) or (parts.scheme == "mailto" and parts.path)):
        return value
    raise PydanticCustomError("url_form", "a link begins with https://, http:// or mailto:")


def _site_url(value: object) -> object:
    parts = _split(value)
    if parts and _is_web(parts) and not (parts.query or parts.fragment or parts.username):
        return value
    raise PydanticCustomError("site_url_form", "the site's address is like https://example.org/atlas/")


def _split(value: object) -> SplitResult | None:
    """The parts of an address; ``None`` if it is none, or one that no browser would follow."""
    if not isinstance(value, str) or any(c.isspace() or ord(c) < 32 for c in value):
        return None
    try:
        parts = urlsplit(value)
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def _is_web(parts: SplitResult) -> bool:
    return parts.scheme in ("http", "https") and bool(parts.hostname)


Url = Annotated[str, BeforeValidator(_url, json_schema_input_type=str)]
"""``https:``, ``http:`` or ``mailto:``."""

SiteUrl = Annotated[str, BeforeValidator(_site_url, json_schema_input_type=str)]
"""Where a site is published: ``https:`` or ``http:``, nothing after its path."""


Ref = Annotated[str, Field(strict=True, min_length=1)]
"""The id of another entity, or the path of a step or pain: ``journey/step/pain``.  The loader finds what it names."""


@dataclass(frozen=True)
class _OneOrMany:
    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(core)
        return {"anyOf": [array, array.get("items", {})]}


def _listed(value: object) -> object:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], BeforeValidator(_listed), _OneOrMany()]
"""A list, or its only item without the brackets."""


def mapping_or(value: object, otherwise: str) -> object:
    """A mapping as it is; anything else as the field ``otherwise``."""
    return value if isinstance(value, Mapping) else {otherwise: value}
