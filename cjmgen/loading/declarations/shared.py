"""Declarations that several kinds of file use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, ValidationInfo, field_validator, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from cjmgen.fields import Id, Many, Name, Ref, Text, Truth, Url, Whole, did_you_mean
from cjmgen.fields.types import Declaration, ShortDeclaration

WHOLE = ""
"""Stands in an audience for all of what is written, not one field."""
BODY = "body"
"""Stands in an audience for the Markdown below the front matter."""
WITHHELD = "withheld"
"""Context of decoding: a list that grows when something is not for everybody."""


def _of_all(value: object) -> object:
    """One word is short for the audience of all that is written."""
    return value if isinstance(value, dict) else {WHOLE: value}


class _WordOrMapping:
    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mapping = handler(core)
        return {"anyOf": [mapping["additionalProperties"], mapping]}


Audience = Literal["public", "internal"]
Audiences = Annotated[dict[str, Audience], BeforeValidator(_of_all), _WordOrMapping()]


class AudienceDecl(Declaration):
    """Something that can be kept from some readers, whole or in part."""

    audience: Audiences = Field(default_factory=dict, exclude=True)
    """Who may see it: `public`, or `internal` to leave it out of public builds; or so for single fields:
    `{owner: internal}`."""

    @field_validator("audience")
    @classmethod
    def _names_fields(cls, value: dict[str, Audience], info: ValidationInfo) -> dict[str, Audience]:
        by_name = {field.alias or name: field for name, field in cls.model_fields.items()}
        for name in value:
            if name not in by_name and name not in (WHOLE, BODY):
                near = did_you_mean(name, tuple(by_name))
                message = 'there is no "{name}" here to keep' + ("; {near}" if near else "")
                raise PydanticCustomError("audience_field", message, {"name": name, "near": near or ""})
            if name in by_name and by_name[name].is_required():
                message = '"{name}" is needed for all else: keep the whole, not this alone'
                raise PydanticCustomError("audience_field", message, {"name": name})
        note_withheld(info.context, "internal" in value.values())
        return value

    @property
    def for_whom(self) -> Audience:
        """Of all of it."""
        return self.audience.get(WHOLE, "public")


def note_withheld(context: Mapping[str, Any] | None, is_withheld: bool) -> None:
    """Remember that not all of a file is for everybody: most files are, and need not be looked through."""
    if is_withheld and context is not None and WITHHELD in context:
        context[WITHHELD].append(True)


class DraftDecl(AudienceDecl):
    """Something that may be written before it is published."""

    draft: Truth = Field(default=False, exclude=True)
    """`true`: left out of every build but one with `--drafts`."""

    @field_validator("draft")
    @classmethod
    def _note_draft(cls, value: bool, info: ValidationInfo) -> bool:
        note_withheld(info.context, value)
        return value


class ShortAudienceDecl(AudienceDecl, ShortDeclaration):
    """The same, for what may be written as just a text."""


class EntityDecl(DraftDecl):
    """What every entity may carry."""

    id: Id | None = None
    """Its permanent name; the file's name unless given."""
    formerly: Many[Id] = ()
    """Ids it had before; old addresses and history lead here."""
    tags: Many[str] = ()
    """Free words to group by."""
    lint_ignore: Many[str] = ()
    """Codes of rules that say nothing about this file."""


class LinkDecl(ShortAudienceDecl):
    """A way out of the site."""

    short: ClassVar[str | None] = "url"
    url: Url
    """Where it leads: `https:`, `http:` or `mailto:`."""
    label: Text | None = None
    """What it is called; the address itself if not given."""


class PictureDecl(ShortAudienceDecl):
    """A picture below `content/assets/`."""

    short: ClassVar[str | None] = "src"
    src: str
    """File below `content/assets/`."""
    alt: Text = ""
    """What the picture shows, for those who cannot see it."""
    caption: Text | None = None
    """A line under the picture."""


class VoiceDecl(ShortAudienceDecl):
    """Words of a person, or what one of several personas does, thinks, feels."""

    short: ClassVar[str | None] = "text"
    text: Name
    """The words."""
    persona: Ref | None = None
    """Whose words; everyone's if not given."""
    lang: str | None = None
    """Language of the words (`pl`, `zh-Hans`) if they are not in the file's."""
    translation: Text | None = None
    """The same in the file's language."""
    evidence: Ref | None = None
    """Where it was heard."""
    source: Text | None = None
    """Who said it and when, in words."""


class KeyedVoiceDecl(VoiceDecl):
    """A voice written under its persona: `anna: …`.  What is wrong about the persona is wrong about the key."""


class ClaimDecl(ShortAudienceDecl):
    """A statement about people."""

    short: ClassVar[str | None] = "text"
    text: Name
    """The statement."""
    count: Whole | None = Field(default=None, ge=0)
    """How many said so."""
    of: Whole | None = Field(default=None, ge=1)
    """Out of how many."""
    evidence: Many[Ref] = ()
    """What it rests on."""

    @model_validator(mode="after")
    def _is_a_share(self) -> Self:
        if self.count is not None and self.of is not None and self.count > self.of:
            raise PydanticCustomError(
                "too_many", "{count} of {of} is more than all", {"count": self.count, "of": self.of}
            )
        return self


def voices(value: object) -> object:
    """`{anna: …, marek: …}` is short for one voice a persona."""
    if isinstance(value, dict) and value and "text" not in value and all(isinstance(v, str) for v in value.values()):
        return [_keyed_voice(persona, text) for persona, text in value.items()]
    return value


def _keyed_voice(persona: str, text: str) -> object:
    """Made here, so that it is known later how it was written; what is empty goes the common way and is refused."""
    if not persona or not text.strip():
        return {"persona": persona, "text": text}
    return KeyedVoiceDecl.model_construct(persona=persona, text=text)
