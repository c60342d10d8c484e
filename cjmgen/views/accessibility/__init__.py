"""What this site does for every reader, what of that is tested, and what is not.

The page claims no more than the tests of cjmgen show: each entry of ``TESTS`` stands for tests that
open the example's pages in a browser.  They say nothing about what a site's authors wrote.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site
from cjmgen.views.base import View, always

MEANS = ("words", "colour", "keyboard", "settings", "script", "languages", "paper")
"""What is done, by name; each is a sentence among the words."""

TESTS = ("rules", "contrast", "keyboard", "reflow", "motion", "forced", "markup", "script", "paper")
"""What is tested, by name; ``tests/browser`` holds the tests."""

LIMITS = ("people", "content", "theme", "maps", "poster")
"""What is not tested, or known to be hard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    means: tuple[str, ...]
    tests: tuple[str, ...]
    limits: tuple[str, ...]


def compute(site: Site, atlas: Atlas) -> Accessibility:
    return Accessibility(means=MEANS, tests=TESTS, limits=LIMITS)


VIEW = View(name="accessibility", scope=Scope.SITE, compute=compute, shows=always)
