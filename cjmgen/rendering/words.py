"""Dates, numbers and spans of time as a language writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from cjmgen.analysis.emotion import MINUS

if TYPE_CHECKING:
    from babel import Locale

THIN = "\N{NARROW NO-BREAK SPACE}"


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """How a language writes dates and numbers; as in English if nobody has said."""
    from babel import Locale, UnknownLocaleError  # heavy; only a build with something to render needs it

    for tag in ({"en": "en_GB"}.get(lang, lang.replace("-", "_")), lang.partition("-")[0]):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def date_words(day: date, lang: str) -> str:
    """A day in full: "2 November 2026", "2 listopada 2026", "2026年11月2日"."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale_of(lang)))


@lru_cache(maxsize=256)
def month_words(day: date, lang: str) -> str:
    """A day's month: "November 2026", "listopad 2026", "2026年11月"."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", day, locale=locale_of(lang)))


@lru_cache(maxsize=4096)
def number_words(value: float, lang: str) -> str:
    """A number with the language's separators and no more than two decimals."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.##", locale=locale_of(lang))).replace("-", MINUS)


@lru_cache(maxsize=1024)
def signed_words(emotion: float, lang: str) -> str:
    """An emotion: "+0.4", "−1.7", "0"; one decimal except at zero."""
    from babel.numbers import format_decimal

    if round(emotion, 1) == 0:
        return "0"
    sign = "+" if emotion > 0 else MINUS
    return sign + str(format_decimal(abs(emotion), "0.0", locale=locale_of(lang)))


def percent_words(value: float, lang: str) -> str:
    """Like "12 %", "12,5 %"; no space in Chinese and Japanese."""
    gap = "" if lang[:2] in ("zh", "ja", "ko") else THIN
    return f"{number_words(round(value, 1), lang)}{gap}%"


_UNITS = {"zh": ("天", "小时", "分钟", "秒", ""), "": (" d", " h", " min", " s", " ")}


def minutes_words(minutes: float, lang: str) -> str:
    """Like "45 s", "15 min", "1 h 35 min", "3 d"; the two largest units."""
    day, hour, minute, second, gap = _UNITS.get(lang[:2], _UNITS[""])
    if 0 < minutes < 1:
        return f"{round(minutes * 60)}{second}"
    whole = round(minutes)
    parts = [(whole // 1440, day), (whole % 1440 // 60, hour), (whole % 60, minute)]
    said = [f"{number_words(amount, lang)}{unit}" for amount, unit in parts if amount][:2]
    return (gap or "").join(said).replace(" ", "\N{NO-BREAK SPACE}") or f"0{minute}"


def amount_words(value: float, unit: str, lang: str) -> str:
    """A number of minutes ("min") or of hundredths ("pct")."""
    return minutes_words(value, lang) if unit == "min" else percent_words(value, lang)


@lru_cache(maxsize=64)
def territory_locale(lang: str) -> str:
    """A language with the country it is spoken in most, as Open Graph wants it: "pl_PL", "zh_CN"."""
    from babel import Locale
    from babel.core import get_global

    own = locale_of(lang)
    if own.territory:
        return f"{own.language}_{own.territory}"
    guess = get_global("likely_subtags").get(str(own)) or get_global("likely_subtags").get(own.language, "")
    territory = Locale.parse(guess).territory if guess else None
    return f"{own.language}_{territory}" if territory else own.language


@lru_cache(maxsize=64)
def language_name(lang: str) -> str:
    """A language's own name for itself: "English", "polski", "简体中文"."""
    parsed = locale_of(lang)
    if parsed.language != lang.partition("-")[0]:
        return lang
    own = (parsed.get_language_name() if lang == "en" else parsed.get_display_name()) or lang
    if parsed.script and parsed.language == "zh":
        return {"Hans": "简体中文", "Hant": "繁體中文"}.get(parsed.script, own)
    return own[:1].upper() + own[1:]
