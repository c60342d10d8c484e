"""Which files a site has, and what each is: decided by folder and suffix alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch

from cjmgen.diagnostics import CjmgenError, Diagnostic, Report, Severity
from cjmgen.loading.migrations import SETTINGS
from cjmgen.source import Origin

CONTENT = "content/"
ASSETS = "content/assets/"

FOLDERS = {
    "personas": "persona",
    "touchpoints": "touchpoint",
    "opportunities": "opportunity",
    "solutions": "solution",
    "evidence": "evidence",
    "metrics": "metric",
    "journeys": "journey",
}
"""Folders with one entity a file."""

SUFFIXES = (".md", ".yaml")
"""Front matter with prose below it, or YAML throughout: whichever an author likes better."""

LISTS = {
    "channels": "channel",
    "devices": "device",
    "teams": "team",
    "systems": "system",
    "touchpoints": "touchpoint",
}
"""``content/<name>.yaml``: files with a list of entities."""


@dataclass(frozen=True, slots=True)
class Source:
    """One content file and its part in the site."""

    path: str
    kind: str
    """A ``Scope`` value, or "stage"."""
    id: str
    """From the file's name; "" for a list, the journey's for a stage."""
    lang: str | None
    """The language it translates into; ``None`` for an original."""
    original: str
    """Path of the original; its own unless it is a translation."""
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    sources: tuple[Source, ...]
    assets: frozenset[str]
    """Paths below ``content/assets/``."""


_NO_CONTENT = "it belongs into a folder content/ beside site.yaml: content/journeys/, content/personas/ …"


def discover(paths: Iterable[str], languages: tuple[str, ...], report: Report) -> Found:
    """Sort the files of a tree; what is below ``content/`` and belongs nowhere is reported."""
    paths = tuple(paths)
    sources: list[Source] = []
    assets: set[str] = set()
    for path in paths:
        if path.startswith(ASSETS):
            assets.add(path.removeprefix(ASSETS))
        elif path.startswith(CONTENT) and not path.startswith(f"{CONTENT}data/"):
            source = _source(path, languages)
            if source is None:
                report.add(_belongs_nowhere(path, languages))
            else:
                sources.append(source)
    if not sources and not any(path.startswith(CONTENT) for path in paths):
        report.add(Diagnostic("S010", "there is no content here", Origin("site.yaml"), hint=_NO_CONTENT))
    for source in sources:
        if source.lang is None and source.kind != "stage" and source.id and not _is_id(source.id, source.kind):
            report.add(_no_id(source))
    originals = {s.path for s in sources if s.lang is None}
    for source in sources:
        if source.lang is not None and source.original not in originals:
            message = f"this translates {source.original}, which does not exist"
            report.add(Diagnostic("D202", message, Origin(source.path), hint="rename it after the file it translates"))
    kept = [s for s in sources if s.lang is None or s.original in originals]
    return Found(tuple(kept), frozenset(assets))


def not_read(others: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What to say of what lies where a site's files lie and is not read: path -> what it is, in words.

    Raises ``CjmgenError`` if that is the settings: without them there is no site.
    """
    for path, why in others.items():
        if path == SETTINGS:
            raise CjmgenError(f"{path} is not read: {why}", "put the file itself there")
        if path.split("/")[0] in ("content", "themes") or fnmatch(path, "site.*.yaml"):
            hint = "put the file itself there, under a name of letters, or take this away"
            yield Diagnostic("S007", f"this is not read: {why}", Origin(path), severity=Severity.WARNING, hint=hint)


def _source(path: str, languages: tuple[str, ...]) -> Source | None:
    folder, _, name = path.removeprefix(CONTENT).rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    base, _, lang = stem.rpartition(".")
    if base and lang in languages[1:]:
        stem = base
    elif base:
        return None
    else:
        lang = ""
    original = f"{CONTENT}{folder}{'/' if folder else ''}{stem}{dot}{suffix}"
    source = _placed(folder, stem, dot + suffix)
    return source and Source(path, source.kind, source.id, lang or None, original, source.is_list)


def _placed(folder: str, stem: str, suffix: str) -> Source | None:
    top, _, below = folder.partition("/")
    if not folder and suffix == ".yaml" and stem in LISTS:
        return Source("", LISTS[stem], "", None, "", is_list=True)
    if top == "pages" and suffix == ".md":
        return Source("", "page", f"{below}/{stem}" if below else stem, None, "")
    if suffix not in SUFFIXES:
        return None
    if top == "journeys" and below and "/" not in below:
        return Source("", "journey" if stem == "journey" else "stage", below, None, "")
    if top in FOLDERS and not below:
        return Source("", FOLDERS[top], stem, None, "")
    return None


def _is_id(name: str, kind: str) -> bool:
    """Pages may stand in folders, whose names are part of the id."""
    parts = name.split("/") if kind == "page" else [name]
    return all(part == part.lower() and all(word.isalnum() for word in part.split("-")) for part in parts)


def _no_id(source: Source) -> Diagnostic:
    words = re.findall(r"[^\W_]+", source.id.lower())
    message = f'"{source.id}" cannot be an id, which is lower-case words joined by hyphens'
    hint = f'call it "{"-".join(words)}"' if words else "give it another name"
    return Diagnostic("D105", message, Origin(source.path), hint=hint)


def _belongs_nowhere(path: str, languages: tuple[str, ...]) -> Diagnostic:
    parts = path.rsplit("/", 1)[-1].split(".")
    if len(parts) == 3 and parts[1] not in languages:
        hint = f'add "{parts[1]}" to "languages" in site.yaml, or rename the file'
    else:
        hint = "see “Where files go” in the guide; pictures and downloads belong in content/assets/"
    message = "this file belongs to no part of a site and is passed over"
    return Diagnostic("S007", message, Origin(path), severity=Severity.WARNING, hint=hint)
