"""Labels are measured and broken the same way on every machine, in any script."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cjmgen.diagrams.text_width import ELLIPSIS, fit, roomy, text_width, width_em, wrap

LABELS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="abc WMi-/ ąćż你好，。（）👩\u200d🚀\u0301\ufe0fжЩ…", max_size=60),
)


@pytest.mark.parametrize(
    ("plain", "same"),
    [("zolty", "żółty".replace("ł", "l")), ("Zazolc", "Zążolc"), ("e", "e\u0301"), ("ab", "a\u200bb")],
)
def test_accents_and_marks_add_no_width(plain: str, same: str) -> None:
    assert width_em(same) == pytest.approx(width_em(plain))


def test_wide_characters_are_one_em() -> None:
    assert width_em("在线支付确认") == 6.0


def test_an_emoji_of_several_characters_is_one_emoji_wide() -> None:
    assert width_em("👩") == width_em("👍🏽") == width_em("🇵🇱") == width_em("1\ufe0f\u20e3")


def test_joined_emoji_have_room_side_by_side_for_fonts_that_cannot_join_them() -> None:
    assert width_em("👩\u200d🚀") == 2 * width_em("👩")
    assert wrap("👩\u200d🚀" * 3, 3 * width_em("👩"), 1, 3) == ("👩\u200d🚀",) * 3, "but nothing breaks between them"


def test_cyrillic_is_wider_than_nothing_and_narrower_than_chinese() -> None:
    assert 0.5 < width_em("Оплата") / 6 < 1.0


def test_width_grows_with_the_size_of_the_type_and_with_bold() -> None:
    assert text_width("Pay", 26) == pytest.approx(2 * text_width("Pay", 13))
    assert text_width("Pay", 13, bold=True) > text_width("Pay", 13)


def test_a_label_breaks_between_words_into_lines_of_about_the_same_length() -> None:
    assert wrap("Install the mobile app", 120, 13) == ("Install the", "mobile app")


def test_chinese_breaks_between_characters_but_never_before_a_comma() -> None:
    lines = wrap("比较十二种缓震技术，完全看不懂", 13 * 9, 13)

    assert "".join(lines) == "比较十二种缓震技术，完全看不懂"
    assert not any(line.startswith("，") for line in lines)


def test_a_word_wider_than_a_line_is_broken_without_a_hyphen() -> None:
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 100, 13)

    assert len(lines) > 1
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    lines = wrap("word " * 4000, 100, 13, 2)

    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)


def test_a_blank_label_has_no_lines() -> None:
    assert wrap(" \n ", 100, 13) == ()
    assert fit("", 100, 13) == ""


@example("0\u200d\N{VULGAR FRACTION ONE QUARTER}", 30, 1)
@given(LABELS, st.integers(30, 300), st.integers(1, 4))
def test_no_line_is_wider_than_the_room_and_no_word_is_lost(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, 13, most)

    assert len(lines) <= most
    assert all(lines)
    # What is joined is one character to a reader, however wide, and is not taken apart.
    assert all(text_width(line, 13) <= width + 0.01 or "\u200d" in line for line in lines)
    shown, meant = "".join("".join(lines).split()), "".join(text.split())
    assert shown == meant or (shown.endswith(ELLIPSIS) and meant.startswith(shown[: -len(ELLIPSIS)]))


@given(LABELS)
def test_room_for_an_edge_label_is_made_on_both_sides_alike(text: str) -> None:
    line = roomy(text)
    padding = (len(line) - len(text)) // 2

    assert line == "\u00a0" * padding + text + "\u00a0" * padding
