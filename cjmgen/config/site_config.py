"""``site.yaml`` -> ``SiteConfig``.

The file goes the same way as all content: read, decoded with places, never half
accepted.  A site without it is not a site; that is the one thing raised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from cjmgen.diagnostics import CjmgenError, Diagnostic, Report, Severity
from cjmgen.fields import (
    Declaration,
    Id,
    Many,
    Name,
    Number,
    Plain,
    SiteUrl,
    Text,
    Title,
    Whole,
    decode,
    translate,
    translation_of,
)
from cjmgen.fields.types import ShortDeclaration
from cjmgen.markup import document
from cjmgen.model import Translation
from cjmgen.source import Origin, SourceTree

PATH = "site.yaml"
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


Version = Annotated[
    Whole, BeforeValidator(lambda v: int(v) if isinstance(v, str) and re.fullmatch("[0-9]{1,6}", v) else v)
]
"""A whole number, in quotes or not."""


class ThemeDecl(ShortDeclaration):
    """Which theme, and its options."""

    short: ClassVar[str | None] = "name"
    name: str = "default"
    """A folder of the site's `themes/`, or a theme that comes with cjmgen."""


class ScaleDecl(Declaration):
    """The scale emotions are written on; they are converted to -2 .. +2."""

    min: Number
    """Awful."""
    max: Number
    """Delightful."""


class LifeCycleDecl(ShortDeclaration):
    """One stage of the life cycle."""

    short: ClassVar[str | None] = "id"
    id: Id
    """Stages of journeys with this id belong to it."""
    name: Text | None = None
    """What it is called; made from the id if not given."""


class FreshnessDecl(Declaration):
    """When a map is out of date."""

    review_days: Whole = Field(default=180, ge=1)
    """A map not reviewed for longer is overdue."""


class LintDecl(Declaration):
    """What to make of the quality rules."""

    ignore: Many[str] = ()
    """Codes or names of rules that say nothing."""
    info: Many[str] = ()
    """Rules that only inform."""
    warn: Many[str] = ()
    """Rules that warn."""
    error: Many[str] = ()
    """Rules that fail the build."""


class DiagramsDecl(Declaration):
    """How diagrams are drawn."""

    engine: Literal["auto", "embedded", "pure", "system"] = "auto"
    """`auto` uses the embedded Graphviz; `system` an installed `dot`."""


class HistoryDecl(Declaration):
    """What is told of earlier versions, on a site that is kept in Git."""

    releases: Plain = "*"
    """Which tags are releases: `v*`.  Without any, what changed is told by month."""
    keep: Whole = Field(default=0, ge=0, le=50)
    """How many of the latest releases are published as they were, below `releases/`."""
    authors: bool = False
    """Whether to name who changed what.  Mail addresses are never shown."""


class SavedViewDecl(Declaration):
    """A list as somebody wants to see it again: filtered, sorted, named."""

    name: Title
    """What the link above the list says."""
    list: Plain
    """The list, by the name in its address: `journeys`, `personas`, `evidence`."""
    query: Plain
    """What the address of the filtered list says after the question mark: `freshness=overdue&sort=-steps`."""


class SiteDecl(Declaration):
    """The site: `site.yaml`."""

    title: Name
    """What the site is called; in the bar and in every page's title."""
    tagline: Text | None = None
    """Said beside the title: “Journey atlas”."""
    headline: Text | None = None
    """The heading of the home page; the title if not given."""
    description: Text | None = None
    """One or two sentences under the heading of the home page."""
    notice: Text | None = None
    """A line at the foot of every page."""
    url: SiteUrl | None = None
    """Where the site is published."""
    languages: Many[str] = ("en",)
    """Languages of the site, the language of the files first: `en`, `pl`, `zh-Hans`."""
    theme: ThemeDecl = ThemeDecl()
    """How it looks."""
    lanes: Many[str] = ()
    """Lanes of a map, in order, unless its journey chooses."""
    views: Many[str] | None = None
    """Optional views to publish, in the order of their tabs; all that come with cjmgen if not given.  Views of
    installed packages are published only if they are named here."""
    scale: ScaleDecl | None = None
    """The scale emotions are written on, if not -2 to +2."""
    life_cycle: Many[LifeCycleDecl] = ()
    """Stages of the life cycle the portfolio is laid out by."""
    saved_views: Many[SavedViewDecl] = ()
    """Lists that are looked at again and again, as links above them."""
    freshness: FreshnessDecl = FreshnessDecl()
    """When a map is out of date."""
    history: HistoryDecl = HistoryDecl()
    """What is told of earlier versions."""
    badges: bool = False
    """Whether each journey gets badges: small pictures of how it stands, to embed elsewhere."""
    lint: LintDecl = LintDecl()
    """What to make of the quality rules."""
    diagrams: DiagramsDecl = DiagramsDecl()
    """How diagrams are drawn."""
    audience: Literal["public", "internal"] = "public"
    """Who the site is built for: `internal` holds what is marked so, too."""
    output: str = "public"
    """Folder the site is built into."""
    written_for: Version = Field(default=1, ge=1, alias="schema")
    """Version of the content schema the files are written for; `cjmgen migrate` brings them up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySettings:
    """What is told of earlier versions."""

    releases: str = "*"
    """Which tags are releases, as a pattern of the shell."""
    keep: int = 0
    """How many of the latest are published as they were."""
    authors: bool = False
    """Whether those who changed something are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """Checked.  Texts stay a declaration, one a language: they become part of each edition."""

    texts: Mapping[str, SiteDecl]
    """By language; the first is the language of the files."""
    url: str | None
    theme: str
    lanes: tuple[str, ...]
    views: tuple[str, ...] | None
    """``None``: all."""
    scale: tuple[float, float]
    review_days: int
    severities: Mapping[str, Severity | None]
    """By code or name of a rule; ``None``: ignored."""
    diagram_engine: str
    audience: Literal["public", "internal"]
    schema: int
    """The version of the content schema the files are written for."""
    output: str
    history: HistorySettings = HistorySettings()
    badges: bool = False
    translations: tuple[Translation, ...] = ()
    """Of ``site.yaml`` itself."""
    origin: Origin = field(default=Origin(PATH), compare=False, repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.texts)

    @property
    def lang(self) -> str:
        """The language of the files."""
        return self.languages[0]


def load_config(tree: SourceTree, report: Report) -> SiteConfig | None:
    """Read ``site.yaml`` and its translations; ``None`` if it is wrong (the report says how)."""
    paths = set(tree.paths())
    if PATH not in paths:
        raise CjmgenError(f"there is no {PATH} here", "run this in a site's folder, or make one: cjmgen new my-atlas")
    read = document.read(tree, PATH, report)
    values = read.values
    if read.is_readable and not isinstance(values, dict):
        report.add(Diagnostic("S009", "site.yaml is a mapping: key: value", Origin(PATH), hint='begin with "title: …"'))
    decl = decode(SiteDecl, values, Origin(PATH), report, family="C") if isinstance(values, dict) else None
    if decl is None or not _languages_are_right(decl, report) or not _scale_is_right(decl, report):
        return None
    first, *others = decl.languages
    texts = {first: decl}
    translations: list[Translation | None] = []
    for lang in others:
        path = f"site.{lang}.yaml"
        words = document.read(tree, path, report).values if path in paths else {}
        merged = translate(SiteDecl, values, words or {}, first, Origin(path), report)
        texts[lang] = decode(SiteDecl, merged, Origin(PATH), report, family="C") or decl
        translations.append(
            translation_of(
                SiteDecl,
                values,
                merged,
                words,
                lang=lang,
                kind="site",
                id="",
                bodies=("", ""),
                is_there=path in paths,
                origin=Origin(path),
                original_origin=Origin(PATH),
                report=report,
            )
        )
    lint = decl.lint
    return SiteConfig(
        texts=texts,
        url=decl.url,
        theme=decl.theme.name,
        lanes=decl.lanes,
        views=decl.views,
        scale=(decl.scale.min, decl.scale.max) if decl.scale else (-2.0, 2.0),
        review_days=decl.freshness.review_days,
        severities={
            **dict.fromkeys(lint.error, Severity.ERROR),
            **dict.fromkeys(lint.warn, Severity.WARNING),
            **dict.fromkeys(lint.info, Severity.INFO),
            **dict.fromkeys(lint.ignore, None),
        },
        diagram_engine=decl.diagrams.engine,
        audience=decl.audience,
        schema=decl.written_for,
        output=decl.output,
        history=HistorySettings(releases=decl.history.releases, keep=decl.history.keep, authors=decl.history.authors),
        badges=decl.badges,
        translations=tuple(found for found in translations if found is not None),
    )


def _languages_are_right(decl: SiteDecl, report: Report) -> bool:
    right = True
    for i, lang in enumerate(decl.languages):
        if not _LANG.fullmatch(lang):
            message = f'"{lang}" is not a language tag'
            hint = "like en, pl, pt-BR, zh-Hans"
            report.add(Diagnostic("C105", message, Origin(PATH, ("languages", i)), hint=hint))
            right = False
    if not decl.languages:
        report.add(Diagnostic("C104", '"languages" must not be empty', Origin(PATH, ("languages",))))
    return right and bool(decl.languages)


def _scale_is_right(decl: SiteDecl, report: Report) -> bool:
    if decl.scale is None or decl.scale.min < decl.scale.max:
        return True
    report.add(Diagnostic("C104", '"min" must be less than "max"', Origin(PATH, ("scale", "min"))))
    return False
