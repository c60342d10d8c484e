"""What the authors declared, by kind and id, in every language of the site.

Files are read and decoded one at a time; nothing of a file's YAML outlives it but the
declaration.  References are still text here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cjmgen.config import SiteConfig, SiteDecl
from cjmgen.diagnostics import Diagnostic, Related, Report
from cjmgen.digest import digest_bytes
from cjmgen.engine import Memo
from cjmgen.fields import Declaration, decode, texts_in, texts_to_translate, translate, translation_of
from cjmgen.loading import declarations as d
from cjmgen.loading.declarations.shared import WITHHELD
from cjmgen.loading.discover import Source
from cjmgen.loading.ids import id_from, with_ids
from cjmgen.loading.last_time import Key, LastTime
from cjmgen.loading.reading import read
from cjmgen.markup import document, links
from cjmgen.markup.document import Document
from cjmgen.markup.lines import Lines
from cjmgen.model import Foreign, Translation
from cjmgen.progress import Tell
from cjmgen.source import MemoryTree, Origin, SourceTree

DECLARATIONS: Mapping[str, type[Declaration]] = {
    "persona": d.PersonaDecl,
    "journey": d.JourneyDecl,
    "stage": d.StageDecl,
    "touchpoint": d.TouchpointDecl,
    "channel": d.ChannelDecl,
    "device": d.DeviceDecl,
    "team": d.TeamDecl,
    "system": d.SystemDecl,
    "opportunity": d.OpportunityDecl,
    "solution": d.SolutionDecl,
    "evidence": d.EvidenceDecl,
    "metric": d.MetricDecl,
    "page": d.PageDecl,
}


@dataclass(frozen=True, slots=True)
class Declared:
    """One entity, or one stage, as its author wrote it."""

    kind: str
    id: str
    journey: str
    """Of a stage: the journey it belongs to."""
    texts: Mapping[str, Any]
    """Language -> declaration."""
    bodies: Mapping[str, str]
    """Language -> Markdown; ``Foreign`` where it is not translated."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link or picture in an author's text, still to be checked."""

    target: str
    is_image: bool
    origin: Origin


@dataclass
class Declarations:
    """Everything declared.  Grows file by file, is read by ``resolve``."""

    entities: dict[tuple[str, str], Declared] = field(default_factory=dict)
    stages: dict[str, list[Declared]] = field(default_factory=dict)
    links: list[FoundLink] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    """Path of an original -> digest of what is written in it and its translations."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """Entities whose file is wrong: references to them are not complained about.  The id "" stands for all of a
    kind: nobody knows what a list holds that cannot be read."""
    has_withheld: bool = False
    """Something is not for every reader."""

    def of(self, kind: str) -> tuple[Declared, ...]:
        return tuple(found for (k, _), found in sorted(self.entities.items()) if k == kind)


@dataclass(frozen=True, slots=True)
class Part:
    """What one file and its translations come to."""

    declared: tuple[Declared, ...]
    links: tuple[FoundLink, ...]
    translations: tuple[Translation, ...]
    broken: frozenset[tuple[str, str]]
    said: tuple[Diagnostic, ...]
    has_withheld: bool


def declare(
    tree: SourceTree,
    sources: Iterable[Source],
    config: SiteConfig,
    report: Report,
    memo: Memo | None,
    last: LastTime | None,
    tell: Tell,
) -> Declarations:
    """Read and decode every file; what ``last`` knows of a file that is as it was is taken over."""
    translations: dict[str, list[Source]] = {}
    originals = []
    for source in sources:
        if source.lang is None:
            originals.append(source)
        else:
            translations.setdefault(source.original, []).append(source)
    found = Declarations()
    kept: dict[str, tuple[Key, Part]] = {}
    for number, source in enumerate(originals):
        tell("reading", number, len(originals))
        files = (source, *translations.get(source.path, ()))
        contents = _contents(tree, files)
        key = tuple((source, digest_bytes(contents[source.path])) for source in files if source.path in contents)
        known = None if last is None else last.part(source.path, key)
        part = known or _part(tree if len(key) < len(files) else MemoryTree(contents), files, config, memo)
        kept[source.path] = (key, part)
        found.written[source.path] = digest_bytes("".join(f"{s.path}\0{d}\n" for s, d in key).encode())
        report.extend(part.said)
        found.links += part.links
        found.translations += part.translations
        found.broken |= part.broken
        found.has_withheld |= part.has_withheld
        for declared in part.declared:
            _keep(declared, found, report)
    if last is not None:
        last.keep_parts(kept)
    return found


def _contents(tree: SourceTree, files: Iterable[Source]) -> dict[str, bytes]:
    """Of those files that can be read."""
    found = {}
    for source in files:
        with suppress(OSError):
            found[source.path] = tree.read(source.path).content
    return found


def _part(tree: SourceTree, files: tuple[Source, ...], config: SiteConfig, memo: Memo | None) -> Part:
    own, said = Declarations(), Report()
    documents = {source.lang: read(tree, source.path, said, memo) for source in files}
    declared = tuple(_declared(files[0], documents, config, own, said))
    return Part(
        declared, tuple(own.links), tuple(own.translations), frozenset(own.broken), tuple(said), own.has_withheld
    )


def _declared(
    source: Source, documents: Mapping[str | None, Document], config: SiteConfig, found: Declarations, report: Report
) -> Iterator[Declared]:
    original = documents[None]
    declaration = DECLARATIONS[source.kind]
    _check_shape_of_translations(documents, original.values, report)
    if source.is_list:
        if not isinstance(original.values, list):
            if original.values is not None or not original.is_readable:
                found.broken.add((source.kind, ""))
            if original.is_readable and original.values is not None:
                report.add(Diagnostic("S009", f"this file is a list of {source.kind}s", Origin(source.path)))
            return
        words = {lang: doc.values if isinstance(doc.values, list) else [] for lang, doc in documents.items() if lang}
        for i, item in enumerate(original.values):
            ident = item.get("id") if isinstance(item, dict) else None
            origin = Origin(source.path, (i,))
            if not isinstance(ident, str):
                _say_missing_id(item, origin, report)
                continue
            by_lang = {lang: _item_of(items, ident, i) for lang, items in words.items()}
            origins = {lang: Origin(documents[lang].path, (at,)) for lang, (at, _) in by_lang.items()}
            values = {lang: item for lang, (_, item) in by_lang.items()}
            yield from _one(source, ident, declaration, item, values, origins, {}, origin, config, found, report)
        for lang, doc in documents.items():
            if lang:
                _check_translated_ids(original.values, doc, report)
        return
    ident = source.id or ""
    if not original.is_readable:
        found.broken.add((source.kind if source.kind != "stage" else "journey", ident))
        return
    if not isinstance(original.values, dict):
        _say_no_mapping(source, original, report)
        found.broken.add((source.kind if source.kind != "stage" else "journey", ident))
        return
    values = {lang: doc.values or {} for lang, doc in documents.items() if lang}
    origins = {lang: Origin(doc.path) for lang, doc in documents.items() if lang}
    bodies = {lang: _prose(doc) for lang, doc in documents.items() if lang}
    if source.kind not in ("stage", "page"):
        ident = original.values["id"] if isinstance(original.values.get("id"), str) else ident
    bodies[config.lang] = _prose(original)
    _collect_body_links(documents.values(), found)
    origin = Origin(source.path)
    yield from _one(source, ident, declaration, original.values, values, origins, bodies, origin, config, found, report)


def _one(
    source: Source,
    ident: str,
    declaration: type[Declaration],
    item: Any,
    words: Mapping[str, Any],
    origins: Mapping[str, Origin],
    bodies: Mapping[str, str],
    origin: Origin,
    config: SiteConfig,
    found: Declarations,
    report: Report,
) -> Iterator[Declared]:
    context: dict[str, Any] = {"scale": config.scale, WITHHELD: []}
    item = with_ids(source.kind, item)
    decl = decode(declaration, item, origin, report, context=context)
    if decl is None:
        found.broken.add((source.kind if source.kind != "stage" else "journey", ident))
        return
    found.has_withheld = found.has_withheld or bool(context[WITHHELD])
    _collect_links(declaration, item, origin, found)
    texts: dict[str, Any] = {config.lang: decl}
    prose = {config.lang: bodies.get(config.lang, "")}
    journey = source.id if source.kind == "stage" else ""
    if source.kind == "stage":
        ident = getattr(decl, "id", None) or id_from(source.path)
    for lang in config.languages[1:]:
        given = words.get(lang) or {}
        where = origins.get(lang, origin)
        merged = translate(declaration, item, given, config.lang, where, report)
        texts[lang] = decode(declaration, merged, origin, report, context=context) or decl
        if given:
            _collect_links(declaration, given, where, found)
        body = bodies.get(lang, "")
        prose[lang] = body if body.strip() else Foreign(prose[config.lang], config.lang)
        translation = translation_of(
            declaration,
            item,
            merged,
            given,
            lang=lang,
            kind=source.kind,
            id=f"{journey}/{ident}" if journey else ident,
            bodies=(prose[config.lang], prose[lang]),
            is_there=lang in origins and (bool(given) or not source.is_list),
            origin=where,
            original_origin=origin,
            report=report,
        )
        if translation is not None:
            found.translations.append(translation)
    yield Declared(source.kind, ident, journey, texts, prose, origin)


def _prose(doc: Document) -> str:
    """A file's Markdown; blank lines around it are no part of it."""
    return doc.body.strip("\n").rstrip()


def original_texts(translation: Translation, content: bytes) -> dict[str, str]:
    """What an original says in another version of its file; nothing if that cannot be read."""
    path = translation.original.path
    doc = document.read(MemoryTree({path: content}), path, Report())
    values: Any = doc.values
    if translation.original.keys:
        items = values if isinstance(values, list) else []
        values = next((item for item in items if isinstance(item, dict) and item.get("id") == translation.id), None)
    if not isinstance(values, dict):
        return {}
    declaration = DECLARATIONS.get(translation.kind, SiteDecl)
    body = "" if translation.original.keys else _prose(doc)
    return texts_to_translate(declaration, with_ids(translation.kind, values), body, translation.lang)


def _keep(declared: Declared, found: Declarations, report: Report) -> None:
    if declared.kind == "stage":
        siblings = found.stages.setdefault(declared.journey, [])
        if other := next((s for s in siblings if s.id == declared.id), None):
            report.add(_twice(declared, other))
        else:
            siblings.append(declared)
        return
    key = (declared.kind, declared.id)
    if key in found.entities:
        report.add(_twice(declared, found.entities[key]))
    else:
        found.entities[key] = declared


def _twice(second: Declared, first: Declared) -> Diagnostic:
    return Diagnostic(
        "R002",
        f'there are two {second.kind}s with the id "{second.id}"',
        _id_origin(second),
        hint="give one of them another id",
        related=(Related(_id_origin(first), "the first is here"),),
    )


def _id_origin(declared: Declared) -> Origin:
    return declared.origin.child("id")


def _say_missing_id(item: Any, origin: Origin, report: Report) -> None:
    if not isinstance(item, dict):
        report.add(Diagnostic("S009", "each item of this list is a mapping with an id", origin))
    elif "id" in item:
        report.add(Diagnostic("D103", '"id" must be text', origin.child("id"), hint="put it in quotes"))
    else:
        hint = 'add "id: …", lower-case words joined by hyphens'
        report.add(Diagnostic("D101", '"id" is missing', origin, hint=hint))


def _say_no_mapping(source: Source, doc: Document, report: Report) -> None:
    if doc.values is None:
        message = "this file has no front matter" if source.path.endswith(".md") else "this file is empty"
        need = ", ".join(f'"{n}"' for n, f in DECLARATIONS[source.kind].model_fields.items() if f.is_required())
        front = f"begin it with a line ---, then {need}, then another ---"
        hint = front if source.path.endswith(".md") else f"it needs {need}"
        report.add(Diagnostic("S006", message, Origin(source.path), hint=hint))
    else:
        report.add(Diagnostic("S009", "a mapping is expected here: key: value", Origin(source.path)))


def _check_shape_of_translations(documents: Mapping[str | None, Document], original: object, report: Report) -> None:
    if not isinstance(original, (dict, list)):
        return
    shape = "a list" if isinstance(original, list) else "keys and values"
    for lang, doc in documents.items():
        if lang and doc.values is not None and not isinstance(doc.values, type(original)):
            message = f"a translation has the shape of its original: {shape}"
            report.add(Diagnostic("S009", message, Origin(doc.path)))


def _item_of(items: list[Any], ident: str, position: int) -> tuple[int, Any]:
    for i, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == ident:
            return i, item
    return position, {}


def _check_translated_ids(originals: list[Any], doc: Document, report: Report) -> None:
    known = {item.get("id") for item in originals if isinstance(item, dict)}
    for i, item in enumerate(doc.values if isinstance(doc.values, list) else ()):
        ident = item.get("id") if isinstance(item, dict) else None
        if ident not in known:
            message = f'the original has no "{ident}" to translate' if ident else "an item needs the id of its original"
            report.add(Diagnostic("D202", message, Origin(doc.path, (i, "id") if ident else (i,))))


def _collect_links(declaration: type[Declaration], values: Any, origin: Origin, found: Declarations) -> None:
    for keys, text in texts_in(declaration, values):
        if "](" in text or "<" in text:
            for link in links.find_links(text):
                found.links.append(FoundLink(link.target, link.is_image, origin.child(*keys)))


def _collect_body_links(documents: Iterable[Document], found: Declarations) -> None:
    for doc in documents:
        there = links.find_links(doc.body)
        lines = Lines(doc.body, line_offset=doc.body_line) if there else None
        for link in there:
            assert lines is not None
            span = lines.span(link.start, link.end)
            found.links.append(FoundLink(link.target, link.is_image, Origin(doc.path).at(span)))
