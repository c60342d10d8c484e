"""What an author may write about a persona."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from cjmgen.fields import Date, Many, Name, Percent, Plain, Ref, Score10, Text, Title, Whole
from cjmgen.loading.declarations.shared import (
    AudienceDecl,
    ClaimDecl,
    EntityDecl,
    PictureDecl,
    ShortAudienceDecl,
    VoiceDecl,
)

Age = Annotated[
    Text,
    BeforeValidator(lambda v: str(v) if type(v) is int else v),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]}),
]


class LabelledDecl(AudienceDecl):
    """A line under a label of the author's own."""

    label: Name
    """What it is called."""
    value: Name
    """What it says."""


class DemographicsDecl(AudienceDecl):
    """Facts of a life."""

    age: Age | None = None
    """Years, or a range in words."""
    gender: Text | None = None
    """In words."""
    location: Text | None = None
    """Where the persona lives."""
    occupation: Text | None = None
    """Work."""
    household: Text | None = None
    """Who lives together."""
    income: Text | None = None
    """With currency and period."""
    education: Text | None = None
    """Highest degree or training."""
    languages: Text | None = None
    """Languages spoken."""
    other: Many[LabelledDecl] = ()
    """Anything else worth a line."""


class TraitDecl(AudienceDecl):
    """Where the persona stands between two opposites."""

    low: Name
    """The left end, 0."""
    high: Name
    """The right end, 10."""
    value: Score10
    """0 (all `low`) to 10 (all `high`)."""
    average: Score10 | None = None
    """All customers on the same scale."""


class DeviceUseDecl(ShortAudienceDecl):
    """A device the persona uses."""

    short: ClassVar[str | None] = "device"
    device: Ref
    """Which."""
    use: Text | None = None
    """When or how."""


class ChannelUseDecl(ShortAudienceDecl):
    """A channel the persona likes."""

    short: ClassVar[str | None] = "channel"
    channel: Ref
    """Which."""
    share: Percent | None = None
    """Per cent of this persona who choose it first or second."""


class PersonaDecl(EntityDecl):
    """A persona: `content/personas/<id>.md`; the Markdown is the portrait in words."""

    name: Title
    """What the persona is called."""
    role: Text | None = None
    """One line that says who this is."""
    archetype: Text | None = None
    """Two or three words: “First-time runner”."""
    segment: Text | None = None
    """The customer segment."""
    portrait: PictureDecl | None = None
    """Picture, with `alt`."""
    colour: Whole | None = Field(default=None, ge=1, le=8)
    """Which of the theme's persona colours, 1 to 8; chosen for you if not given."""
    quote: VoiceDecl | None = None
    """The sentence that says it all."""
    demographics: DemographicsDecl = DemographicsDecl()
    """Age, location, occupation, household, income, education …"""
    interests: Many[ClaimDecl] = ()
    """What fills the persona's free hours."""
    goals: Many[ClaimDecl] = ()
    """What the persona wants to reach."""
    needs: Many[ClaimDecl] = ()
    """What it takes."""
    motivations: Many[ClaimDecl] = ()
    """Why they buy."""
    concerns: Many[ClaimDecl] = ()
    """Doubts and fears."""
    frustrations: Many[ClaimDecl] = ()
    """What annoys today."""
    behaviours: Many[ClaimDecl] = ()
    """What they usually do."""
    traits: Many[TraitDecl] = ()
    """Scales between two opposites."""
    devices: Many[DeviceUseDecl] = ()
    """Devices in use."""
    skill: Text | None = None
    """How much at home with technology."""
    preferred_channels: Many[ChannelUseDecl] = ()
    """Channels, the dearest first."""
    accessibility: Many[ClaimDecl] = ()
    """Needs that come with a disability, an age, a situation."""
    share: Percent | None = None
    """Per cent of all customers."""
    basis: Literal["assumed", "researched"] = "assumed"
    """What the persona rests on."""
    evidence: Many[Ref] = ()
    """Research behind the persona."""
    owner: Plain | None = None
    """Who answers for it."""
    reviewed: Date | None = None
    """Day of the last review."""
    review_by: Date | None = None
    """Day the next review is due."""
