"""From files to sites: discover, read, decode, resolve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjmgen.config import SiteConfig, load_config
from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.digest import digest, digest_bytes
from cjmgen.engine import Memo
from cjmgen.loading.audiences import EVERYONE, Readers, with_approvals, without_withheld
from cjmgen.loading.declared import declare
from cjmgen.loading.discover import discover
from cjmgen.loading.last_time import LastTime
from cjmgen.loading.migrations import KEY, SETTINGS, current
from cjmgen.loading.resolve import editions
from cjmgen.model import Site
from cjmgen.progress import Tell, silent
from cjmgen.source import Origin, SourceTree

__all__ = ["EVERYONE", "PUBLISHED", "LastTime", "Loaded", "Readers", "load"]

PUBLISHED = Readers()
"""Those whom ``site.yaml`` names; no drafts."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site in all its languages; no editions if ``site.yaml`` is wrong."""

    config: SiteConfig | None
    editions: Mapping[str, Site]
    """What its readers may see."""
    whole: Site | None
    """All there is, in the language of the files: what is right or wrong is asked of it."""
    lint_ignore: Mapping[str, frozenset[str]]
    """Path -> codes of rules that say nothing about that file."""
    written: Mapping[str, str]
    """Path of an original -> digest of what is written in it and its translations, and of who reads it."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Kinds and ids of what its readers may not see."""


def load(
    tree: SourceTree,
    report: Report,
    *,
    readers: Readers = PUBLISHED,
    memo: Memo | None = None,
    last: LastTime | None = None,
    tell: Tell = silent,
) -> Loaded:
    """Everything wrong goes to ``report``; what is right is loaded all the same.

    ``memo`` knows files read before, by any program; ``last`` what they came to, in this one.
    """
    config = load_config(tree, report)
    if config is not None and config.schema != current():
        report.add(_another_schema(config.schema))
    if config is None:
        return Loaded(None, {}, None, {}, {})
    if last is not None:
        last.begin(config)
    found = discover(tree.paths(), config.languages, report)
    declared = declare(tree, found.sources, config, report, memo, last, tell)
    ignored = {
        item.origin.path: frozenset(codes)
        for item in (*declared.entities.values(), *(s for stages in declared.stages.values() for s in stages))
        if (codes := getattr(item.texts[config.lang], "lint_ignore", ()))
    }
    tell("resolving names", 0, 0)
    settings = {path: digest_bytes(tree.read(path).content) for path in tree.paths() if path.startswith("site.")}
    written = {**settings, **declared.written}
    whole = editions(declared, config, found.assets, report, last)
    left = without_withheld(declared, config, readers)
    if left is None:
        return Loaded(config, whole, whole[config.lang], ignored, written)
    shown = editions(left.declarations, left.config, found.assets, Report())
    shown = {lang: with_approvals(site, whole[lang]) for lang, site in shown.items()}
    # What a file comes to depends on what is left out elsewhere, too.
    written = {path: digest((found, left.key)) for path, found in written.items()}
    return Loaded(config, shown, whole[config.lang], ignored, written, left.withheld)


def _another_schema(version: int) -> Diagnostic:
    if version > current():
        message = f"this site is written for version {version} of the content schema; this cjmgen knows {current()}"
        hint = "install a later cjmgen"
    else:
        message = f"this site is written for version {version} of the content schema, which is {current()} now"
        hint = "cjmgen migrate --write brings it up to date"
    return Diagnostic("C104", message, Origin(SETTINGS).child(KEY), hint=hint)
