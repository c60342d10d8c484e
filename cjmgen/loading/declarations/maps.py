"""What an author may write about journeys, their stages and steps."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from cjmgen.fields import Date, Declaration, Duration, Id, Many, Name, Percent, Plain, Ref, Text, Title, Whole
from cjmgen.loading.declarations.knowledge import Emotion
from cjmgen.loading.declarations.shared import (
    ClaimDecl,
    DraftDecl,
    EntityDecl,
    PictureDecl,
    ShortAudienceDecl,
    VoiceDecl,
    voices,
)


def _per_persona(value: object) -> object:
    """One number is short for the same number for everyone, kept under the empty name."""
    return value if value is None or isinstance(value, dict) else {"": value}


class _NumberOrMapping:
    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mapping = handler(core)
        return {"anyOf": [mapping["additionalProperties"], mapping]}


Emotions = Annotated[dict[str, Emotion], BeforeValidator(_per_persona), _NumberOrMapping()]
Level = Literal["low", "medium", "high"]


class _VoicesOrMapping:
    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written = handler(core)
        by_persona = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
        by_persona["not"] = {"required": ["text"]}
        return {**written, "anyOf": [*written["anyOf"], by_persona]}


Voices = Annotated[Many[VoiceDecl], BeforeValidator(voices), _VoicesOrMapping()]
"""Text; a list of texts; one text a persona (`anna: …`); or the long form."""


class PainDecl(ShortAudienceDecl):
    """What hurts."""

    short: ClassVar[str | None] = "text"
    id: Id | None = None
    """Unique within its step; made from the text if not given."""
    text: Name
    """In the persona's words."""
    severity: Level | None = None
    """How much it hurts."""
    frequency: Literal["rare", "sometimes", "often", "always"] | None = None
    """How often."""
    personas: Many[Ref] = ()
    """Who suffers; everyone on the journey if not given."""
    owner: Plain | None = None
    """Who takes care of it."""
    evidence: Many[Ref] = ()
    """What it rests on."""
    opportunities: Many[Ref] = ()
    """What picks it up."""


class GainDecl(ShortAudienceDecl):
    """What delights."""

    short: ClassVar[str | None] = "text"
    text: Name
    """In the persona's words."""
    personas: Many[Ref] = ()
    """Who enjoys it; everyone on the journey if not given."""
    evidence: Many[Ref] = ()
    """What it rests on."""


class MomentOfTruthDecl(ShortAudienceDecl):
    """Why this step decides."""

    short: ClassVar[str | None] = "label"
    label: Name
    """A few words beside the star: “Trust is won”."""
    kind: Literal["zero", "first", "second", "ultimate"] | None = None
    """Zero: research before; first: before the shelf; second: in use; ultimate: telling others."""
    why: Text | None = None
    """Why it decides."""


class ActionDecl(ShortAudienceDecl):
    """Something the organisation does."""

    short: ClassVar[str | None] = "text"
    text: Name
    """What."""
    team: Ref | None = None
    """Who does it."""
    systems: Many[Ref] = ()
    """With what."""


class ResponseDecl(Declaration):
    """What the organisation does at a step."""

    frontstage: Many[ActionDecl] = ()
    """What the persona sees."""
    backstage: Many[ActionDecl] = ()
    """What our people do out of sight."""
    support: Many[ActionDecl] = ()
    """What systems and partners do for them."""


class NextDecl(ShortAudienceDecl):
    """A way on from a step: to a step, or out of the journey."""

    short: ClassVar[str | None] = "step"
    step: str | None = None
    """Id of a step of this journey."""
    exit: Text | None = None
    """How the persona leaves, instead of a step: “Gives up”."""
    journey: Ref | None = None
    """The journey an exit leads to."""
    label: Text | None = None
    """On what condition."""
    share: Percent | None = None
    """Per cent of those at the step who go this way."""


class StepDecl(DraftDecl):
    """One thing that happens within a stage, as the persona sees it."""

    short = "name"

    id: Id | None = None
    """Unique within its journey; made from the name if not given."""
    formerly: Many[Id] = ()
    """Ids it had before."""
    name: Title
    """From the persona's side: “I compare shoes”."""
    touchpoint: Ref | None = None
    """Where the persona meets us."""
    channel: Ref | None = None
    """The touchpoint's unless given."""
    device: Ref | None = None
    """What it is met with."""
    place: Text | None = None
    """Where the persona is."""
    actors: Many[Text] = ()
    """Others who take part."""
    doing: Voices = ()
    """What the persona does."""
    thinking: Voices = ()
    """What goes through the persona's head."""
    feeling: Voices = ()
    """What the persona feels, in words."""
    quote: Voices = ()
    """What a real person said."""
    emotion: Emotions = Field(default_factory=dict)
    """One number, or one a persona (`anna: -1`); computed from evidence if not given."""
    effort: Whole | None = Field(default=None, ge=1, le=5)
    """How hard it is, 1 (no effort) to 5 (very hard)."""
    expectation: Text | None = None
    """What the persona expects."""
    actual: Text | None = None
    """What the persona gets."""
    outcome: Literal["falls-short", "as-expected", "exceeds"] | None = None
    """Expectation against actual."""
    needs: Many[ClaimDecl] = ()
    """What the persona needs here."""
    doubts: Many[ClaimDecl] = ()
    """What the persona worries about."""
    pains: Many[PainDecl] | None = None
    """What hurts; `[]` says: we looked, there is none."""
    gains: Many[GainDecl] | None = None
    """What delights; `[]` says: we looked, there is none."""
    moment_of_truth: MomentOfTruthDecl | None = None
    """Given if this step decides."""
    response: ResponseDecl | None = None
    """What we do here."""
    systems: Many[Ref] = ()
    """What runs it."""
    duration: Duration | None = None
    """Time the persona spends: minutes, or `1 h 30 min`."""
    wait: Duration | None = None
    """Time the persona waits before."""
    image: PictureDecl | None = None
    """A storyboard frame or photograph."""
    evidence: Many[Ref] = ()
    """Why we believe this."""
    opportunities: Many[Ref] = ()
    """What could be better."""
    metrics: Many[Ref] = ()
    """Numbers measured here."""
    next: Many[NextDecl] = ()
    """Ways on: branches, loops, exits; the following step if not given."""
    journey: Ref | None = None
    """The child journey that opens from here."""


class StageDecl(DraftDecl):
    """A stage: `content/journeys/<id>/<nn>-<stage>.md`, or an item of the journey's `stages`."""

    id: Id | None = None
    """The file's name without its number, unless given."""
    formerly: Many[Id] = ()
    """Ids it had before."""
    name: Title
    """What it is called."""
    goal: Text | None = None
    """What the persona wants of it."""
    expectations: Many[ClaimDecl] = ()
    """What the persona expects of it."""
    strategy: Text | None = None
    """What we set out to do."""
    life_cycle: str | None = None
    """The stage of the site's life cycle it belongs to; its id if that is one of them."""
    colour: Whole | None = Field(default=None, ge=1, le=8)
    """Which of the theme's colours, 1 to 8."""
    metrics: Many[Ref] = ()
    """Numbers measured over the stage."""
    steps: Many[StepDecl] = ()
    """What happens, in order."""
    lint_ignore: Many[str] = ()
    """Codes of rules that say nothing about this file."""


class ScopeDecl(Declaration):
    """What a map covers."""

    inside: Many[Text] = Field(default=(), alias="in")
    """What it covers."""
    outside: Many[Text] = Field(default=(), alias="out")
    """What it leaves out."""


class JourneyDecl(EntityDecl):
    """A journey: `content/journeys/<id>/journey.md`, or the whole in `content/journeys/<id>.md`."""

    title: Title
    """Best begun with “I”: the journey belongs to the persona."""
    personas: Many[Ref] = Field(min_length=1)
    """Who travels, the most important first."""
    goal: Name
    """What the persona wants."""
    objective: Text | None = None
    """Why this map exists."""
    scenario: Text | None = None
    """The situation it starts from."""
    scope: ScopeDecl = ScopeDecl()
    """What it covers and leaves out."""
    state: Literal["current", "future", "day-in-the-life"] = "current"
    """How it is, how it should be, or life beyond our offer."""
    level: Literal["L0", "L1", "L2", "L3"] | None = None
    """From life cycle (`L0`) to detail (`L3`)."""
    parent: Ref | None = None
    """The journey this one is a part of."""
    trigger: Text | None = None
    """What sets it off."""
    end: Text | None = None
    """How it ends."""
    pairs_with: Ref | None = None
    """The future of this current map, or the other way round."""
    variant_of: Ref | None = None
    """The journey this one varies."""
    lanes: Many[str] = ()
    """Lanes of its map, in order; the site's unless given."""
    metrics: Many[Ref] = ()
    """Numbers measured over the journey."""
    evidence: Many[Ref] = ()
    """Research behind the map."""
    owner: Plain | None = None
    """Who answers for it."""
    team: Ref | None = None
    """Which team."""
    status: Literal["draft", "in-review", "approved", "live", "archived"] = "draft"
    """How far the map is."""
    approved_by: Plain | None = None
    """Who approved it."""
    approved_as: Plain | None = None
    """Digest of what they approved; `cjmgen approve` writes it."""
    reviewed: Date | None = None
    """Day of the last review."""
    review_by: Date | None = None
    """Day the next review is due."""
    stages: Many[StageDecl] = ()
    """The stages, if they are not files of their own."""
