"""Declarations that several kinds of file use."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cjmgen.fields import Id, Many, Name, Ref, Text, Url, Whole
from cjmgen.fields.types import Declaration, ShortDeclaration

Audience = Literal["public", "internal"]


class EntityDecl(Declaration):
    """What every entity may carry."""

    id: Id | None = None
    """Its permanent name; the file's name unless given."""
    formerly: Many[Id] = ()
    """Ids it had before; old addresses and history lead here."""
    tags: Many[str] = ()
    """Free words to group by."""
    audience: Audience = "public"
    """Who may see it: `public`, or `internal` to leave it out of public builds."""
    lint_ignore: Many[str] = ()
    """Codes of rules that say nothing about this file."""


class LinkDecl(ShortDeclaration):
    """A way out of the site."""

    short: ClassVar[str | None] = "url"
    url: Url
    """Where it leads: `https:`, `http:` or `mailto:`."""
    label: Text | None = None
    """What it is called; the address itself if not given."""


class PictureDecl(ShortDeclaration):
    """A picture below `content/assets/`."""

    short: ClassVar[str | None] = "src"
    src: str
    """File below `content/assets/`."""
    alt: Text = ""
    """What the picture shows, for those who cannot see it."""
    caption: Text | None = None
    """A line under the picture."""


class VoiceDecl(ShortDeclaration):
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


class ClaimDecl(ShortDeclaration):
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
