"""From files to sites: discover, read, decode, resolve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjmgen.config import SiteConfig, load_config
from cjmgen.diagnostics import Report
from cjmgen.digest import digest_bytes
from cjmgen.engine import Memo
from cjmgen.loading.declared import declare
from cjmgen.loading.discover import discover
from cjmgen.loading.last_time import LastTime
from cjmgen.loading.resolve import editions
from cjmgen.model import Site
from cjmgen.progress import Tell, silent
from cjmgen.source import SourceTree

__all__ = ["LastTime", "Loaded", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site in all its languages; no editions if ``site.yaml`` is wrong."""

    config: SiteConfig | None
    editions: Mapping[str, Site]
    lint_ignore: Mapping[str, frozenset[str]]
    """Path -> codes of rules that say nothing about that file."""
    written: Mapping[str, str]
    """Path of an original -> digest of what is written in it and its translations."""


def load(
    tree: SourceTree,
    report: Report,
    *,
    memo: Memo | None = None,
    last: LastTime | None = None,
    tell: Tell = silent,
) -> Loaded:
    """Everything wrong goes to ``report``; what is right is loaded all the same.

    ``memo`` knows files read before, by any program; ``last`` what they came to, in this one.
    """
    config = load_config(tree, report)
    if config is None:
        return Loaded(None, {}, {}, {})
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
    sites = editions(declared, config, found.assets, report, last)
    return Loaded(config, sites, ignored, {**settings, **declared.written})
