"""What a text is found by, and what of a site can be found."""

from __future__ import annotations

import pytest
from conftest import Load

from cjmgen.analysis.search import entries_of, folded, terms_of, words_of


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("ŻÓŁĆ gęślą jaźń", "zolc gesla jazn"),
        ("Zu\u0308rich, Zürich", "zurich, zurich"),
        ("Straße STRASSE Ægir İstanbul", "strasse strasse aegir istanbul"),
        ("ＡＢＣ１２ ﬁne", "abc12 fine"),
    ],
)
def test_accents_case_and_forms_do_not_matter(written: str, searched: str) -> None:
    assert folded(written) == searched


def test_words_are_cut_at_spaces_and_chinese_into_neighbours() -> None:
    assert terms_of("Fit-quiz, 42 km") == ["fit", "quiz", "42", "km"]
    assert terms_of("跑步鞋 iPhone手机") == ["跑步", "步鞋", "鞋", "iphone", "手机", "机"]
    assert terms_of("…—!") == []
    assert terms_of("a" * 100) == ["a" * 40]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain snake_case 3*4", "plain snake_case 3*4"),
        ("# Head\n\n- **Strong** and _weak_\n- [the desk](touchpoint:front-desk)", "Head Strong and weak the desk"),
        ("![A shelf](asset:shelf.svg) &amp; `code`", "A shelf & code"),
        (r"a \*star\* <b>", "a *star* <b>"),
    ],
)
def test_markdown_is_read_as_words(written: str, read: str) -> None:
    assert " ".join(words_of(written).split()) == read


def test_a_page_of_brackets_is_read_in_no_time() -> None:
    assert words_of("[" * 20_000).count("[") == 20_000


def test_everything_a_reader_may_name_is_found(load: Load) -> None:
    entries = {(e.target.kind, e.target.id): e for e in entries_of(load({"content/pages/about.md": ABOUT}).site)}

    card = entries["step", "checkout/card"]
    assert card.within == "I check out"
    assert "it forgets" in card.text
    assert entries["stage", "checkout/pay"].target.name == "Pay"
    assert "Pay and be done" in entries["journey", "checkout"].text
    assert entries["persona", "anna"].target.name == "Anna"
    assert entries["channel", "web"].target.name == "Web"
    assert "Who we are." in "".join(entries["page", "about"].text)


ABOUT = """\
    ---
    title: About
    ---
    Who we are.
    """
