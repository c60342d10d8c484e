"""What a site's readers may not see is left out here, before any name is looked up, and nowhere else.

Declarations go in, declarations without what is withheld come out: entities, stages, steps and whatever else carries
``audience: internal`` or ``draft: true``, single fields, and what is said of a withheld thing alone (a voice of a
withheld persona, the way to a withheld step).  Everything that is computed, drawn, listed, indexed or compared is made
of what is left; so none of it has to know.  Names that now lead nowhere are dropped by ``resolve``, whose complaints
about them mean nothing: it has been asked about the whole before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from cjmgen.config import SiteConfig
from cjmgen.digest import digest
from cjmgen.fields import Declaration
from cjmgen.loading.declarations import (
    EvidenceVoiceDecl,
    GainDecl,
    NextDecl,
    PainDecl,
    RatingDecl,
    StageDecl,
    StepDecl,
    VoiceDecl,
)
from cjmgen.loading.declarations.people import ChannelUseDecl, DeviceUseDecl
from cjmgen.loading.declarations.shared import BODY, AudienceDecl, DraftDecl, KeyedVoiceDecl, ShortAudienceDecl
from cjmgen.loading.declared import Declarations, Declared, FoundLink
from cjmgen.loading.references import stage_id, stages_of
from cjmgen.markup import links
from cjmgen.model import Foreign, Site, Translation
from cjmgen.model.built_in import NAMES

NOWHERE: Final = "withheld:"
"""What a link to something withheld leads to: no kind of ours, so its words stay and the link goes."""
WORDS: Final = "words"
_GONE: Final = object()


@dataclass(frozen=True, slots=True)
class Readers:
    """Who a site is loaded for."""

    audience: Literal["public", "internal"] | None = None
    """``None``: whom ``site.yaml`` names."""
    drafts: bool = False
    """Drafts are shown, too."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Kinds and ids of what is left out besides: what is withheld today, of an earlier version.  Of a single field:
    kind and "id#field"; of what has no id: ``WORDS`` and a digest of what it says."""


EVERYONE: Final = Readers("internal", drafts=True)
"""Nothing is left out: for those who write it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a site."""

    declarations: Declarations
    config: SiteConfig
    withheld: frozenset[tuple[str, str]]
    """Kinds and ids of what is not."""
    key: str
    """Of two loads of the same file with the same key, the same is left."""


def without_withheld(declared: Declarations, config: SiteConfig, readers: Readers) -> Left | None:
    """What is left for these readers; ``None`` if that is all there is."""
    audience = readers.audience or config.audience
    may_see_all = not declared.has_withheld or (audience == "internal" and readers.drafts)
    if may_see_all and not readers.withheld:
        return None
    sieve = _Sieve(declared, config, readers.withheld, is_public=audience == "public", with_drafts=readers.drafts)
    key = digest((audience, readers.drafts, tuple(sorted(sieve.gone))))
    left, settings = sieve.declarations(), sieve.config()
    return Left(left, settings, frozenset(sieve.gone | sieve.words), key)


def with_approvals(site: Site, whole: Site) -> Site:
    """Whether a map says what was approved is asked of all it says."""
    known = {journey.id: journey.approval for journey in whole.journeys}
    journeys = tuple(
        replace(journey, approval=replace(its, now=of_whole.now, noted=of_whole.noted))
        if (its := journey.approval) and (of_whole := known[journey.id])
        else journey
        for journey in site.journeys
    )
    return replace(site, journeys=journeys)


class _Sieve:
    def __init__(
        self,
        declared: Declarations,
        config: SiteConfig,
        withheld: frozenset[tuple[str, str]],
        *,
        is_public: bool,
        with_drafts: bool,
    ) -> None:
        self._all, self._config = declared, config
        self._is_public, self._with_drafts = is_public, with_drafts
        self._links: list[FoundLink] = []
        self._paths: list[str] = []
        """Within the entity that is looked through: key paths of what was left out, as translations name them."""
        self.gone = {*withheld}
        self.gone |= {key for key, item in declared.entities.items() if self._withholds(self._said(item))}
        self.gone |= {("touchpoint", item.id) for item in declared.of("touchpoint") if self._lacks_channel(item)}
        self.gone |= {("journey", item.id) for item in declared.of("journey") if self._lacks_personas(item)}
        self.words: set[tuple[str, str]] = set()
        """What was left out that has no id, by what it says."""
        self._words_elsewhere = frozenset(found for found in withheld if found[0] == WORDS)
        self._subject = ("", "")
        """What is being looked through: an entity, a stage, a step or a pain."""
        self.gone |= set(self._inside_journeys())
        self.gone |= {found for (kind, ident), item in declared.entities.items()
                      for found in self._fields_of(self._said(item), kind, ident)}  # fmt: skip
        self.gone |= {(kind, old) for kind, ident in self.gone for old in self._names_before(kind, ident)}

    # What is withheld

    def _withholds(self, decl: Declaration) -> bool:
        if self._is_public and isinstance(decl, AudienceDecl) and decl.for_whom == "internal":
            return True
        return isinstance(decl, DraftDecl) and decl.draft and not self._with_drafts

    def _lacks_channel(self, item: Declared) -> bool:
        """A touchpoint is nothing without its channel."""
        channel = self._said(item).channel
        return ("channel", channel) in self.gone and channel not in NAMES["channel"]

    def _lacks_personas(self, item: Declared) -> bool:
        """Nor is a journey without anybody who travels."""
        return all(("persona", persona) in self.gone for persona in self._said(item).personas)

    def _inside_journeys(self) -> Iterator[tuple[str, str]]:
        """Stages, steps and pains, and fields of theirs, under every name they have or had."""
        for head in self._all.of("journey"):
            is_gone = ("journey", head.id) in self.gone
            homes = (head.id, *self._said(head).formerly)
            for stage, origin in stages_of(head.id, self._all, None):
                ident = stage_id(stage, origin)
                stage_gone = is_gone or ("stage", f"{head.id}/{ident}") in self.gone or self._withholds(stage)
                for path in _paths(homes, (ident, *stage.formerly)):
                    yield from self._withheld_of(stage, "stage", path, is_gone=stage_gone)
                for step in stage.steps:
                    step_gone = stage_gone or self._withholds(step)
                    for path in _paths(homes, (step.id, *step.formerly)):
                        yield from self._withheld_of(step, "step", path, is_gone=step_gone)
                        for pain in step.pains or ():
                            pain_gone = self._withholds(pain)
                            yield from self._withheld_of(pain, "pain", f"{path}/{pain.id}", is_gone=pain_gone)

    def _withheld_of(self, decl: Declaration, kind: str, ident: str, *, is_gone: bool) -> Iterator[tuple[str, str]]:
        if is_gone:
            yield kind, ident
        yield from self._fields_of(decl, kind, ident)

    def _fields_of(self, decl: Declaration, kind: str, ident: str) -> Iterator[tuple[str, str]]:
        """Those of its fields that are withheld."""
        if self._is_public and isinstance(decl, AudienceDecl):
            yield from ((kind, f"{ident}#{name}") for name, whom in decl.audience.items() if whom == "internal")

    def _names_before(self, kind: str, ident: str) -> tuple[str, ...]:
        """An entity was withheld under any name it had."""
        own, hash_, field = ident.partition("#")
        item = self._all.entities.get((kind, own))
        return tuple(f"{old}{hash_}{field}" for old in getattr(self._said(item), "formerly", ())) if item else ()

    def _said(self, item: Declared) -> Any:
        return item.texts[self._config.lang]

    def _is_gone(self, kind: str, ident: str | None) -> bool:
        return ident is not None and (kind, ident) in self.gone

    # What is left

    def declarations(self) -> Declarations:
        translations: dict[tuple[str, str], list[Translation]] = {}
        for translation in self._all.translations:
            translations.setdefault((translation.kind, translation.id), []).append(translation)
        left = Declarations(broken=self._all.broken)
        for key, item in self._all.entities.items():
            if key not in self.gone:
                left.entities[key] = self._left_of(item)
                left.translations += map(self._left_of_translation, translations.get(key, ()))
        for journey, stages in self._all.stages.items():
            kept = [stage for stage in stages if ("stage", self._path_of(stage)) not in self.gone]
            for stage in kept:
                left.stages.setdefault(journey, []).append(self._left_of(stage))
                found = translations.get(("stage", self._path_of(stage)), ())
                left.translations += map(self._left_of_translation, found)
        left.links = self._links
        return left

    def config(self) -> SiteConfig:
        self._subject = ("", "")
        return replace(self._config, texts={lang: self._value(decl, "") for lang, decl in self._config.texts.items()})

    @staticmethod
    def _path_of(stage: Declared) -> str:
        return f"{stage.journey}/{stage.id}"

    def _left_of(self, item: Declared) -> Declared:
        self._paths = []
        self._subject = (item.kind, self._path_of(item) if item.kind == "stage" else item.id)
        journey = item.journey or (item.id if item.kind == "journey" else "")
        texts = {lang: self._fields(decl, journey, "") for lang, decl in item.texts.items()}
        bodies = {lang: self._text(body, in_prose=True) for lang, body in item.bodies.items()}
        self._subject = (item.kind, self._path_of(item) if item.kind == "stage" else item.id)
        if self._is_field_gone(BODY):
            bodies = dict.fromkeys(item.bodies, "")
            self._paths.append(BODY)
        return replace(item, texts=texts, bodies=bodies)

    def _left_of_translation(self, known: Translation) -> Translation:
        """Counts and names only what is left of its entity, the one that was looked through last."""
        missing = tuple(key for key in known.missing if not any(_is_within(key, path) for path in self._paths))
        return replace(known, missing=missing, texts=max(known.texts - len(known.missing) + len(missing), 1))

    def _value(self, value: Any, journey: str, path: str = "") -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Declaration):
            if self._withholds(value):
                self.words |= self._words_of(value)
                return _GONE
            if self._words_elsewhere and self._words_elsewhere & self._words_of(value):
                return _GONE
            if self._is_withheld(value, journey) or self._is_of_withheld(value, journey):
                return _GONE
            return self._fields(value, journey, path)
        if isinstance(value, tuple):
            return self._items(value, journey, path)
        return value

    def _items(self, items: tuple[Any, ...], journey: str, path: str) -> tuple[Any, ...]:
        left = []
        for i, item in enumerate(items):
            here = f"{path}/{getattr(item, 'id', None) or i + 1}"
            kept = self._value(item, journey, here)
            if kept is _GONE:
                as_key = [f"{path}/{item.persona}"] if isinstance(item, KeyedVoiceDecl) else []
                self._paths += (here, f"{path}/{i + 1}", *as_key, *([path] if len(items) == 1 else []))
            else:
                left.append(kept)
        return tuple(left)

    def _fields(self, decl: Any, journey: str, path: str) -> Any:
        """A declaration of which something may be left out.  An emptied list says no more than one not given."""
        changed: dict[str, object] = {}
        around = self._subject
        if isinstance(decl, (StepDecl, StageDecl)) and path:
            self._subject = ("step" if isinstance(decl, StepDecl) else "stage", f"{journey}/{decl.id}")
        elif isinstance(decl, PainDecl) and around[0] == "step":
            self._subject = ("pain", f"{around[1]}/{decl.id}")
        for name in decl.model_fields_set:
            field, value = type(decl).model_fields[name], getattr(decl, name)
            key = field.alias or name
            here = f"{path}/{key}" if path else key
            is_own = not path or self._subject is not around
            is_gone = self._withholds_field(decl, key) or (is_own and self._is_field_gone(key))
            kept = _GONE if is_gone else self._value(value, journey, here)
            if kept is _GONE:
                self._paths.append(here)
            if kept is _GONE or (kept == () and value != ()):
                changed[name] = field.get_default(call_default_factory=True)
            elif kept is not value:
                changed[name] = kept
        self._subject = around
        if isinstance(decl, StepDecl) and "emotion" not in changed:
            changed["emotion"] = {who: felt for who, felt in decl.emotion.items() if not self._is_gone("persona", who)}
        return decl.model_copy(update=changed) if changed else decl

    def _withholds_field(self, decl: object, name: str) -> bool:
        return self._is_public and isinstance(decl, AudienceDecl) and decl.audience.get(name) == "internal"

    def _is_field_gone(self, name: str) -> bool:
        """Of what is being looked through, here or in a later version."""
        kind, ident = self._subject
        return (kind, f"{ident}#{name}") in self.gone

    def _is_withheld(self, decl: Declaration, journey: str) -> bool:
        """A step, stage or pain that was found to be withheld before, here or in a later version."""
        if isinstance(decl, PainDecl):
            return self._subject[0] == "step" and self._is_gone("pain", f"{self._subject[1]}/{decl.id}")
        kind = {StepDecl: "step", StageDecl: "stage"}.get(type(decl))
        return kind is not None and self._is_gone(kind, f"{journey}/{getattr(decl, 'id', '')}")

    def _is_of_withheld(self, decl: Declaration, journey: str) -> bool:
        """Said of a withheld thing and of nothing else."""
        if isinstance(decl, (VoiceDecl, RatingDecl)):
            step = decl.step if isinstance(decl, (EvidenceVoiceDecl, RatingDecl)) else None
            return self._is_gone("persona", decl.persona) or self._is_gone("step", step)
        if isinstance(decl, (PainDecl, GainDecl)):
            return bool(decl.personas) and all(self._is_gone("persona", each) for each in decl.personas)
        if isinstance(decl, NextDecl):
            return self._is_gone("step", f"{journey}/{decl.step}") or self._is_gone("journey", decl.journey)
        return False

    def _words_of(self, decl: Declaration) -> frozenset[tuple[str, str]]:
        """What a voice, a claim, a picture or a way on says: by that it is known in other versions, as it has no id.
        The use of a device or a channel is known by whose it is, too."""
        if not isinstance(decl, ShortAudienceDecl) or isinstance(decl, PainDecl):
            return frozenset()
        kind = "voice" if isinstance(decl, VoiceDecl) else type(decl).__name__
        whose = self._subject if isinstance(decl, (DeviceUseDecl, ChannelUseDecl)) else None
        said = (decl.exit, decl.label) if isinstance(decl, NextDecl) else (getattr(decl, decl.short or "", None),)
        return frozenset((WORDS, digest((kind, str(text), whose))) for text in said if text)

    def _text(self, text: str, *, in_prose: bool = False) -> str:
        """A text whose links to withheld things lead nowhere.  Its other links are noted: their files are published."""
        if not (in_prose or "](" in text or "<" in text):
            return text
        left = text
        for link in reversed(links.find_links(text)):
            kind, _, ident = link.target.partition(":")
            if (kind, ident) in self.gone:
                left = left[: link.start] + NOWHERE + left[link.end :]
            else:
                self._links.append(FoundLink(link.target, link.is_image, self._config.origin))
        if left is text:
            return text
        return Foreign(left, text.lang) if isinstance(text, Foreign) else left


def _paths(homes: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    names = tuple(names)
    return (f"{home}/{name}" for home in homes for name in names)


def _is_within(key: str, path: str) -> bool:
    return key == path or key.startswith(f"{path}/")
