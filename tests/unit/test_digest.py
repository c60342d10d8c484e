"""Digests: equal values, equal digests, and no others."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.digest import digest, digest_bytes
from cjmgen.model.text import Foreign


@dataclass(frozen=True, slots=True)
class Dot:
    x: object
    y: object = None
    origin: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    x: object
    y: object = None


@dataclass(frozen=True, slots=True)
class Holder:
    only: object


@dataclass(frozen=True)
class Empty:
    pass


class Mood(Enum):
    LOW = 1
    HIGH = 2


class Severity(Enum):
    LOW = 1


class Kind(StrEnum):
    MAP = "map"


class Point(NamedTuple):
    x: int
    y: int


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "1", "s1:a", "t2:", "-", "n1;", "é", "漢"])
    | st.binary(max_size=2)
    | st.dates(date(2024, 1, 1), date(2024, 1, 3))
    | st.sampled_from([*Mood, *Severity, *Kind, Empty(), Foreign("a", "de"), Foreign("a", "pl")])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.frozensets(LEAVES, max_size=3)
        | st.dictionaries(st.text("ab", max_size=1) | st.integers(0, 1), inner, max_size=2)
        | st.builds(Dot, inner, inner, inner)
        | st.builds(Mark, inner, inner)
        | st.builds(Holder, inner)
    ),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_two_values_have_one_digest_exactly_when_they_are_equal(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_values_that_are_easily_confused_have_digests_of_their_own() -> None:
    values = [
        None, 0, 1, 0.5, "", "0", "1", "None", b"", b"1", (), ("",), ((),), (None,), ("a", "b"), ("ab",), ("ab", ""),
        ("", "ab"), frozenset(), frozenset({"a"}), {}, {"a": "b"}, {"b": "a"}, date(2024, 1, 2), "2024-01-02", Mood.LOW,
        Severity.LOW, Dot(1, 2), Dot(2, 1), Mark(1, 2), Holder(1), Holder((1,)), Empty(), Foreign("ab", "pl"),
        Foreign("ab", "de"), ("ab", "pl"), math.inf, -math.inf, 10**400,
    ]  # fmt: skip

    assert len({digest(value) for value in values}) == len(values)


def test_numbers_that_are_equal_have_one_digest() -> None:
    for one, other in itertools.combinations([1, 1.0, True], 2):
        assert digest(one) == digest(other)
    assert digest(0.0) == digest(-0.0) == digest(False)
    assert digest(1e300) == digest(int(1e300))


def test_what_equality_ignores_is_ignored() -> None:
    assert digest(Dot(1, 2, origin=["anything", "at all"])) == digest(Dot(1, 2))
    assert digest({"a": 1, "b": 2}) == digest(MappingProxyType({"b": 2, "a": 1}))
    assert digest(Point(1, 2)) == digest((1, 2))
    assert digest(Kind.MAP) == digest("map")


def test_a_text_that_knows_its_language_is_another_text() -> None:
    assert digest(Foreign("Warten", "de")) != digest("Warten")
    assert digest(Foreign("Warten", "de")) == digest(Foreign("Warten", "de"))


def test_a_lone_surrogate_is_no_reason_to_fail() -> None:
    assert digest("\ud800") != digest("\ud801")


class Thawed:
    pass


@dataclass
class Loose:
    x: int = 1


@dataclass(frozen=True, eq=False)
class Unequal:
    x: int = 1


@pytest.mark.parametrize(
    "value", [[1], {1}, bytearray(b"x"), Thawed(), Loose(), Unequal(), Path("x"), math.nan, 1j, Dot, len]
)
def test_what_is_unknown_or_can_change_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(TypeError, match=r"Holder\.only\[1\]\.y\['key'\] is "):
        digest(Holder((None, Dot(1, {"key": value}))))
    with pytest.raises(TypeError, match="the value is "):
        digest(value)


def test_a_digest_is_the_same_in_every_process() -> None:
    program = "from cjmgen.digest import digest; print(digest((frozenset('abcdef'), {'b': 1, 'a': 'é'})))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("1", "2")
    }

    assert runs == {digest((frozenset("abcdef"), {"b": 1, "a": "é"})) + "\n"}


def test_the_digest_of_a_file_is_that_of_its_bytes() -> None:
    assert digest_bytes(b"a") != digest_bytes(b"b")
    assert len(digest_bytes(b"")) == 32
