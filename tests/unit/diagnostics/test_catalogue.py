"""Codes are unique, sorted, and found by code or name."""

from __future__ import annotations

import re

import pytest

from cjmgen.diagnostics.catalogue import CODES, FAMILIES, code_named


def test_codes_and_names_are_unique_and_sorted() -> None:
    codes = [code.code for code in CODES]
    assert codes == sorted(set(codes))
    assert len({code.name for code in CODES}) == len(CODES)


def test_a_code_has_a_family_a_name_and_a_line() -> None:
    for code in CODES:
        assert re.fullmatch(r"[A-Z]\d{3}", code.code)
        assert code.family in FAMILIES
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
        assert not code.name.startswith("no-")
        assert code.title
        assert not code.title.endswith(".")
        assert "\n" not in code.title


@pytest.mark.parametrize("word", ["R001", "r001", "unknown-reference", " Unknown-Reference "])
def test_a_code_is_found_by_code_or_name(word: str) -> None:
    found = code_named(word)
    assert found is not None
    assert found.code == "R001"


def test_what_is_no_code_is_not_found() -> None:
    assert code_named("X999") is None
