"""View model and template -> page.

A page is made of facts alone: its view model, the page's own facts, the site's frame,
the navigation, the words of its language and the theme.  Fragments are rendered first
and handed to the layout finished.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import jinja2
from markupsafe import Markup

from cjmgen.diagrams import diagram_key, render_svg, with_addresses
from cjmgen.diagrams.engines import Engine, choose
from cjmgen.diagrams.failure import DiagramError
from cjmgen.engine import Inputs, Memo, Partly
from cjmgen.program import identity
from cjmgen.rendering.environment import environment
from cjmgen.rendering.foreign_words import with_spans
from cjmgen.rendering.page import Page, SiteFrame
from cjmgen.rendering.page_on_site import PageOnSite
from cjmgen.rendering.sprite import trimmed
from cjmgen.rendering.strings import translator
from cjmgen.rendering.theme import Theme
from cjmgen.rendering.urls import address_of


class TemplateError(Exception):
    """A template is wrong.  ``path`` and ``line`` say where."""

    def __init__(self, message: str, path: str, line: int) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.message, self.path, self.line = message, path, line


@dataclass(frozen=True)
class Renderer:
    theme: Theme
    words: Mapping[str, Mapping[str, Any]]
    """By language; the first is the fallback of the others."""
    engine_name: str
    memo: Memo

    def is_like(self, other: Renderer) -> bool:
        """It would make the same pages of the same facts."""
        same_theme = (self.theme.folders, self.theme.digest) == (other.theme.folders, other.theme.digest)
        return same_theme and self.words == other.words and self.engine_name == other.engine_name

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return environment(self.theme, self.remember)

    @cached_property
    def engine(self) -> Engine:
        return choose(self.engine_name)

    def remember(self, key: str, make: Callable[[], str]) -> str:
        """A text that this very program made of what ``key`` says, now or in an earlier build."""
        key = f"{identity()} {key}"
        found = self.memo.get(key)
        if found is not None:
            return found.decode()
        made = make()
        self.memo.put(key, made.encode())
        return made

    def page(self, inputs: Inputs, facts: PageFacts) -> bytes | Partly:
        """One page, from the facts it declared; partly, if a diagram could not be drawn."""
        page = inputs[facts.page]
        assert isinstance(page, Page)
        lacks: list[str] = []
        shared = self._shared(page, inputs, facts, lacks)
        fragments = {
            name: self._render(f"views/{name}.html.j2", {**shared, "view": inputs[fact], "parts": {}})
            for name, fact in facts.parts
        }
        shared["parts"] = fragments
        shared["view"] = inputs[facts.view]
        body = self._render(f"views/{page.view}.html.j2", shared)
        layout = "journey" if page.kind == "journey" else "page"
        whole = str(self._render(f"layouts/{layout}.html.j2", {**shared, "body": body}))
        content = trimmed(with_spans(whole)).encode()
        return Partly(content, tuple(lacks)) if lacks else content

    def _shared(self, page: Page, inputs: Inputs, facts: PageFacts, lacks: list[str]) -> dict[str, Any]:
        t = self._translators[page.lang]
        site = inputs[facts.site]
        assert isinstance(site, SiteFrame)
        return {
            "page": PageOnSite(page, site, t),
            "site": site,
            "nav": inputs[facts.nav],
            "t": t,
            "diagram": partial(self._diagram, page, t, lacks),
        }

    @cached_property
    def _translators(self) -> Mapping[str, Callable[..., Markup]]:
        first = next(iter(self.words.values()))
        return {lang: translator(words, first, lang, marked=True) for lang, words in self.words.items()}

    def _diagram(
        self,
        page: Page,
        t: Callable[..., Markup],
        lacks: list[str],
        dot: str,
        layout: str,
        *,
        id: str,
        title: str,
        desc: str,
    ) -> Markup:
        """A diagram as SVG; where it cannot be drawn, words that say so, and why is added to ``lacks``."""
        title, desc = _words(title), _words(desc)
        key = diagram_key(self.engine, dot, layout, id=id, title=title, desc=desc)
        found = self.memo.get(key)
        if found is None:
            try:
                found = render_svg(self.engine, dot, layout, id=id, title=title, desc=desc).encode()
            except DiagramError as error:
                lacks.append(f"the diagram on {page.path} could not be drawn: {error}")
                return Markup('<p class="notice" role="note">{}</p>').format(t("theme.undrawn"))
            self.memo.put(key, found)
        return Markup(with_addresses(found.decode(), lambda target: address_of(target, page.edition, page.path)))

    def _render(self, name: str, values: Mapping[str, Any]) -> Markup:
        try:
            return Markup(self._environment.get_template(name).render(values))
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(error.message or "syntax error", error.filename or name, error.lineno) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateError(f"there is no template {error.message}", name, 1) from error
        except jinja2.UndefinedError as error:
            path, line = _last_template_frame(error, name)
            raise TemplateError(error.message or "undefined value", path, line) from error


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The names of the facts a page is made of."""

    page: str
    view: str
    parts: tuple[tuple[str, str], ...]
    site: str
    nav: str
    others: tuple[str, ...]
    """Facts that change the page without being read by name: words, theme, tool."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.page, self.view, self.site, self.nav, *self.others, *(f for _, f in self.parts)))


def _words(text: str) -> str:
    """Plain words of what may be markup: the drawing escapes them again."""
    return text.striptags() if isinstance(text, Markup) else text


def _last_template_frame(error: BaseException, name: str) -> tuple[str, int]:
    found = (name, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found
