"""The one Jinja environment: strict, autoescaped, and with few words of its own.

Templates loop and print.  The filters here turn an author's text into safe HTML and
values into words; none of them selects or sorts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from cjmgen.diagrams.qr import qr_code
from cjmgen.markup.markdown import Remember, block_html, inline_html, plain_text
from cjmgen.model import Target, lang_of
from cjmgen.rendering import words
from cjmgen.rendering.escaping import EscapingOnce, escaped
from cjmgen.rendering.theme import Theme
from cjmgen.rendering.urls import address_of, path_of, relative


class ThemeLoader(jinja2.BaseLoader):
    """Templates by the theme's search path."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self._theme.template(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        return path.read_text("utf-8"), str(path), lambda: True


class _Environment(jinja2.Environment):
    code_generator_class = EscapingOnce
    escaped = staticmethod(escaped)
    remember: Remember


def environment(theme: Theme, remember: Remember) -> jinja2.Environment:
    """``remember`` keeps the HTML of texts."""
    env = _Environment(
        loader=ThemeLoader(theme),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=("jinja2.ext.do",),
    )
    env.filters.update(
        inline=_inline, prose=_prose, plain=_plain, lang=_lang,
        date=_date, month=_month, number=_number, signed=_signed, percent=_percent, minutes=_minutes,
        language=words.language_name,
    )  # fmt: skip
    env.remember = remember
    env.globals.update(url=_url, asset=_asset, live=_live, qr=qr_code)
    return env


@jinja2.pass_context
def _inline(context: Context, text: str | None) -> Markup:
    """An author's text as safe HTML within a line, marked with its language if it is foreign."""
    if text is None:
        return Markup()
    page = context["page"]
    html = Markup(inline_html(str(text), _links(page.edition, page.path, page.top), _remember_of(context)))
    lang = lang_of(text)
    return html if lang is None else Markup('<span lang="{}">{}</span>').format(lang, html)


@jinja2.pass_context
def _prose(context: Context, text: str | None) -> Markup:
    """An author's Markdown as safe blocks, marked with its language if it is foreign."""
    if not text:
        return Markup()
    page = context["page"]
    html = Markup(block_html(str(text), _links(page.edition, page.path, page.top), remember=_remember_of(context)))
    lang = lang_of(text)
    return html if lang is None else Markup('<div lang="{}">{}</div>').format(lang, html)


def _remember_of(context: Context) -> Remember:
    env = context.environment
    assert isinstance(env, _Environment)
    return env.remember


def _plain(text: str | None) -> str:
    """An author's text as plain words."""
    return "" if text is None else plain_text(str(text))


def _lang(text: str | None) -> Markup:
    """A ``lang`` attribute for a foreign text, nothing for others."""
    lang = lang_of(text) if text is not None else None
    return Markup() if lang is None else Markup(' lang="{}"').format(lang)


@lru_cache(maxsize=256)
def _links(edition: str, page: str, top: str) -> Callable[[str], str | None]:
    """Where the links of a page's texts lead.  What leads nowhere was reported while loading."""

    def href(target: str) -> str | None:
        kind, colon, ident = target.partition(":")
        if colon and kind in ("http", "https", "mailto"):
            return target
        if colon and kind == "asset":
            return relative(f"{top}assets/{ident}", page)
        if colon:
            try:
                return address_of(Target(kind, ident, ""), edition, page)
            except KeyError:
                return None
        if target.startswith("#"):
            return target
        return relative(f"{top}assets/{target}", page)

    return href


@jinja2.pass_context
def _url(context: Context, target: Target) -> str:
    page = context["page"]
    return address_of(target, page.edition, page.path)


@jinja2.pass_context
def _live(context: Context, target: Target) -> str | None:
    """The whole address of a target on the published site; ``None`` if nobody said where that is."""
    base: str | None = context["site"].url
    if base is None or not base.startswith(("http://", "https://")):
        return None
    return f"{base.rstrip('/')}/{relative(context['page'].edition + path_of(target.kind, target.id), '')}"


@jinja2.pass_context
def _asset(context: Context, src: str) -> str:
    page = context["page"]
    return relative(f"{page.top}assets/{src}", page.path)


@jinja2.pass_context
def _date(context: Context, day: date | None) -> str:
    return "" if day is None else words.date_words(day, context["page"].lang)


@jinja2.pass_context
def _month(context: Context, day: date) -> str:
    return words.month_words(day, context["page"].lang)


@jinja2.pass_context
def _number(context: Context, value: float) -> str:
    return words.number_words(value, context["page"].lang)


@jinja2.pass_context
def _signed(context: Context, emotion: float) -> str:
    return words.signed_words(emotion, context["page"].lang)


@jinja2.pass_context
def _percent(context: Context, value: float) -> str:
    return words.percent_words(value, context["page"].lang)


@jinja2.pass_context
def _minutes(context: Context, minutes: float) -> str:
    return words.minutes_words(minutes, context["page"].lang)
