"""What resolving one edition carries along: names, what is made so far, where to complain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.fields import nearest
from cjmgen.loading import declarations as d
from cjmgen.loading.declarations.shared import ClaimDecl, KeyedVoiceDecl, LinkDecl, PictureDecl, VoiceDecl
from cjmgen.loading.declared import Declared, FoundLink
from cjmgen.loading.references import References
from cjmgen.model import Claim, Evidence, Foreign, Link, Picture, StepRef, Voice
from cjmgen.source import Origin

__all__ = ["Resolution", "d"]


@dataclass
class Resolution:
    """Local to ``resolve``: the only thing of the loader that grows while entities are made."""

    lang: str
    refs: References
    files: frozenset[str]
    """What there is below ``content/assets/``."""
    report: Report
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Kind -> id -> entity."""
    assets: set[str] = field(default_factory=set)
    addressed: dict[str, list[StepRef]] = field(default_factory=dict)
    """Opportunity -> every step and pain it speaks to, whichever side said so."""

    def of(self, kind: str) -> dict[str, Any]:
        return self.made.setdefault(kind, {})

    def text(self, declared: Declared) -> Any:
        return declared.texts[self.lang]

    def body(self, declared: Declared) -> str:
        return declared.bodies[self.lang]

    def one(self, kind: str, ident: str | None, origin: Origin) -> Any:
        return self.refs.one(kind, ident, origin, self.of(kind))

    def many(self, kind: str, idents: Iterable[str], origin: Origin) -> tuple[Any, ...]:
        return self.refs.many(kind, idents, origin, self.of(kind))

    def id_of(self, kind: str, ident: str | None, origin: Origin) -> str | None:
        """The id itself, if something has it: for references that would go in circles as objects."""
        return ident if ident is not None and self.refs.exists(kind, ident, origin) else None

    def ids_of(self, kind: str, idents: Iterable[str], origin: Origin) -> tuple[str, ...]:
        return tuple(ident for i, ident in enumerate(idents) if self.refs.exists(kind, ident, origin.child(i)))

    def evidence(self, idents: Iterable[str], origin: Origin) -> tuple[Evidence, ...]:
        return self.many("evidence", idents, origin)

    def picture(self, decl: PictureDecl | None, origin: Origin) -> Picture | None:
        if decl is None or not self.asset(decl.src, origin.child("src")):
            return None
        return Picture(src=decl.src, alt=decl.alt, caption=decl.caption)

    def asset(self, src: str, origin: Origin) -> bool:
        """True if the file is there; it will then be published."""
        if src in self.files:
            self.assets.add(src)
            return True
        near = nearest(src, self.files)
        hint = f'did you mean "{near}"?' if near else "put the file below content/assets/"
        self.report.add(Diagnostic("R004", f"there is no file content/assets/{src}", origin, hint=hint))
        return False

    def links(self, decls: Iterable[LinkDecl]) -> tuple[Link, ...]:
        return tuple(Link(label=decl.label or decl.url, url=decl.url) for decl in decls)

    def claims(self, decls: Iterable[ClaimDecl], origin: Origin) -> tuple[Claim, ...]:
        return tuple(
            Claim(
                text=decl.text,
                count=decl.count,
                of=decl.of,
                evidence=self.evidence(decl.evidence, origin.child(i, "evidence")),
            )
            for i, decl in enumerate(decls)
        )

    def voice(self, decl: VoiceDecl, origin: Origin, step: StepRef | None = None, by: Origin | None = None) -> Voice:
        """``by`` is where the persona is named, if not at ``persona``."""
        foreign = decl.lang is not None and decl.lang != self.lang
        native = decl.lang is not None and decl.lang == self.lang
        return Voice(
            text=Foreign(decl.text, decl.lang) if foreign and decl.lang else str(decl.text) if native else decl.text,
            translation=None if native else decl.translation,
            persona=self.id_of("persona", decl.persona, by or origin.child("persona")),
            evidence=self.one("evidence", decl.evidence, origin.child("evidence")),
            source=decl.source,
            step=step,
        )

    def voices(self, decls: Iterable[VoiceDecl], origin: Origin) -> tuple[Voice, ...]:
        return tuple(
            self.voice(decl, origin.child(i), by=origin.key(decl.persona or "") if _is_keyed(decl) else None)
            for i, decl in enumerate(decls)
        )

    def prose_link(self, link: FoundLink) -> None:
        """Check one link of an author's text."""
        from_kind, colon, ident = link.target.partition(":")
        if colon and from_kind in ("step", "stage"):
            self._step_or_stage(from_kind, ident, link)
        elif colon and from_kind == "asset":
            self.asset(ident, link.origin)
        elif colon and from_kind in _KINDS:
            if ident not in self.refs.ids(from_kind) and not self.refs.is_broken(from_kind, ident):
                self._dead(link, nearest(ident, self.refs.ids(from_kind)), from_kind)
        elif colon and from_kind.lower() in ("http", "https", "mailto"):
            if link.is_image:
                message = "a picture from another site would be fetched by every reader"
                self.report.add(Diagnostic("R006", message, link.origin, hint="save it below content/assets/"))
        elif colon or link.target.startswith(("//", "/")):
            message = f'a link may not lead to "{link.target[:60]}"'
            hint = "use https:, http:, mailto:, or a kind and an id: [the help line](touchpoint:help-line)"
            self.report.add(Diagnostic("R006", message, link.origin, hint=hint))
        elif not link.target.startswith("#"):
            self.asset(link.target, link.origin)

    def _step_or_stage(self, kind: str, ident: str, link: FoundLink) -> None:
        journey, _, inner = ident.partition("/")
        if self.refs.is_broken("journey", journey):
            return
        if journey not in self.refs.ids("journey"):
            near = nearest(journey, self.refs.ids("journey"))
            self._dead(link, near and f"{near}/{inner}", kind)
            return
        known = self.refs.stage_ids(journey) if kind == "stage" else set(self.refs.steps_of(journey))
        if inner not in known:
            near = nearest(inner, known)
            self._dead(link, near and f"{journey}/{near}", kind)

    def _dead(self, link: FoundLink, near: str | None, kind: str) -> None:
        hint = f'did you mean "{kind}:{near}"?' if near else None
        self.report.add(Diagnostic("R005", f'the link to "{link.target}" leads nowhere', link.origin, hint=hint))


def _is_keyed(decl: VoiceDecl) -> bool:
    return isinstance(decl, KeyedVoiceDecl)


_KINDS = (
    "persona", "journey", "touchpoint", "channel", "device", "team", "system",
    "opportunity", "solution", "evidence", "metric", "page",
)  # fmt: skip
