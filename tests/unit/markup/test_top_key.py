"""One key is written into a file, and nothing else about it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.markup.front_matter import split
from cjmgen.markup.top_key import NotSpliced, with_key
from cjmgen.markup.yaml_text import read_yaml

KEY = "translated_from"


def written(text: str, path: str = "a.md", keys: tuple[str | int, ...] = (), value: str = "0123456789ab") -> str:
    return with_key(text.encode(), path, KEY, {keys: value}).decode()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", "---\n# kept\nname: Ania # too\n---\nTo ja.\n",
         '---\n# kept\ntranslated_from: "0123456789ab"\nname: Ania # too\n---\nTo ja.\n'),
        ("a.md", "---\nname: Ania\ntranslated_from: old   # by hand\nrole: x\n---\n",
         '---\nname: Ania\ntranslated_from: "0123456789ab"   # by hand\nrole: x\n---\n'),
        ("a.md", "To ja.\n", '---\ntranslated_from: "0123456789ab"\n---\nTo ja.\n'),
        ("a.md", "---\n---\nTo ja.\n", '---\ntranslated_from: "0123456789ab"\n---\nTo ja.\n'),
        ("a.yaml", "{name: Ania}\n", '{translated_from: "0123456789ab", name: Ania}\n'),
        ("a.yaml", "{}\n", '{translated_from: "0123456789ab"}\n'),
        ("a.yaml", "", 'translated_from: "0123456789ab"\n'),
        ("a.yaml", "\ufeffname: Ania\r\nrole: |\r\n  Raz\r\n  dwa\r\n",
         '\ufefftranslated_from: "0123456789ab"\r\nname: Ania\r\nrole: |\r\n  Raz\r\n  dwa\r\n'),
    ],
)  # fmt: skip
def test_a_key_is_written_and_the_rest_stays_byte_for_byte(path: str, before: str, after: str) -> None:
    assert written(before, path) == after


def test_items_of_a_list_get_theirs_below_their_id() -> None:
    before = "- id: desk  # front\n  name: Kasa\n\n- {id: web, name: Sieć}\n# the end\n"
    after = with_key(before.encode(), "a.yaml", KEY, {(0,): "aaaaaaaaaaaa", (1,): "bbbbbbbbbbbb"}).decode()
    assert after == (
        '- id: desk  # front\n  translated_from: "aaaaaaaaaaaa"\n  name: Kasa\n\n'
        '- {id: web, translated_from: "bbbbbbbbbbbb", name: Sieć}\n# the end\n'
    )
    again = with_key(after.encode(), "a.yaml", KEY, {(0,): "cccccccccccc"}).decode()
    assert again == after.replace("aaaaaaaaaaaa", "cccccccccccc")


def test_a_digest_of_digits_stays_text() -> None:
    parts = split(written("---\nname: A\n---\n", value="123456789012").encode(), "a.md")
    assert read_yaml(parts.yaml or "").value == {"name": "A", KEY: "123456789012"}


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.yaml", "name: [\n"), ("a.yaml", "- a\n"), ("a.md", "---\nname: A\n"), ("a.yaml", "a: 1\r\nb: 2\n")],
)
def test_what_cannot_be_written_without_harm_is_refused(path: str, text: str) -> None:
    with pytest.raises(NotSpliced):
        written(text, path)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)


@given(st.text("ab:{}[]#-'\"|> \n\t&*,", max_size=40), WORDS)
def test_whatever_the_file_is_the_rest_says_the_same_or_it_is_refused(yaml: str, body: str) -> None:
    text = f"---\n{yaml}\n---\n{body}"
    try:
        after = split(written(text).encode(), "a.md")
    except NotSpliced:
        return
    before = split(text.encode(), "a.md")
    values = read_yaml(after.yaml or "").value
    assert isinstance(values, dict)
    assert values.pop(KEY) == "0123456789ab"
    was = read_yaml(before.yaml or "").value or {}
    assert values == {key: value for key, value in was.items() if key != KEY}
    assert after.body == before.body
