"""Two versions in the words of a language: what text and Markdown have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from cjmgen.analysis.change_words import Sayer
from cjmgen.history.names import Side
from cjmgen.rendering import find_theme
from cjmgen.rendering.strings import translator
from cjmgen.rendering.words import amount_words, language_name


def sayer_of(theme_name: str, root: Path, lang: str, show: Callable[[str], str]) -> Sayer:
    """In one of the site's languages, with the words of its theme where it has its own."""
    theme = find_theme(theme_name, root, {"diff": Path(str(files(__package__)))})
    words = theme.words((lang,))[lang]
    translate = translator(words, words, lang)

    def say(key: str, **values: object) -> str:
        return translate(key, **values).unescape() if key else ""

    return Sayer(say, show, language_name, partial(amount_words, lang=lang))


def between(sides: tuple[Side, Side], sayer: Sayer, show: Callable[[str], str] = str) -> str:
    """From which version to which; ``show`` makes their names stand out."""
    before, after = (show(_side(side, sayer)) for side in sides)
    return sayer.say("diff.between", before=before, after=after)


def _side(side: Side, sayer: Sayer) -> str:
    name = sayer.show(side.name)
    return name if side.kind == "named" else sayer.say(f"diff.{side.kind}", name=name)
