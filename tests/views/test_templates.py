"""Every interface word a template or a view asks for exists, in every language we ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cjmgen.diff
from cjmgen.program import bundled
from cjmgen.rendering.theme import find_theme
from cjmgen.views import VIEWS

LANGUAGES = ("en", "pl", "zh-Hans")
FOLDERS = {view.name: Path(__import__(view.module, fromlist=["x"]).__file__).parent for view in VIEWS}
FOLDERS["diff"] = Path(cjmgen.diff.__file__).parent
THEME = find_theme("default", None, FOLDERS)
ASKED = re.compile(r"""\bt\(\s*(["'])([a-z0-9.-]+)\1\s*[,)]""")
TEMPLATES = sorted({*bundled().rglob("*.j2"), *(path for folder in FOLDERS.values() for path in folder.glob("*.j2"))})


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_asks_for_words_that_exist(template: Path, lang: str) -> None:
    asked = {key for _, key in ASKED.findall(template.read_text("utf-8"))}
    assert asked - THEME.strings(lang).keys() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_a_name(lang: str) -> None:
    needed = {f"{view.name}.title" for view in VIEWS if view.page and view.scope.value == "site"}
    journey_views = [view.name for view in VIEWS if view.page and view.scope.value == "journey"]
    needed |= {f"{name}.{key}" for name in journey_views for key in ("tab", "title")}
    assert needed - THEME.strings(lang).keys() == set()


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_language_has_the_words_and_the_gaps_of_english(lang: str) -> None:
    english, other = THEME.strings("en"), THEME.strings(lang)
    assert other.keys() == english.keys()
    assert {key: gaps(other[key]) for key in english} == {key: gaps(english[key]) for key in english}


def gaps(words: object) -> set[str]:
    """The values that a text, or any of its plural forms, expects."""
    texts = words.values() if isinstance(words, dict) else [words]
    return {gap for text in texts for gap in re.findall(r"\{([a-z_]+)\}", str(text))}
