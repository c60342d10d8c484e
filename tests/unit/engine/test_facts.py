"""Facts are made when they are asked for, once, and may be let go of."""

from __future__ import annotations

from cjmgen.digest import digest
from cjmgen.engine import Facts, Later


def test_a_fact_is_made_once_and_again_after_it_was_let_go_of() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return 7

    facts = Facts({"later": Later(make), "plain": 1})
    assert (dict(facts), made) == ({"later": 7, "plain": 1}, [0])
    assert facts["later"] == 7
    assert made == [0]
    facts.drop()
    assert (facts["later"], facts["plain"]) == (7, 1)
    assert made == [0, 1]


def test_a_digest_outlives_its_fact_and_may_come_from_elsewhere() -> None:
    def never() -> object:
        raise AssertionError("asked for")

    facts = Facts({"here": Later(lambda: (1, 2)), "elsewhere": Later(never)})
    facts.learn({"elsewhere": "d"})
    assert (facts.digest("here"), facts.digest("elsewhere")) == (digest((1, 2)), "d")
    assert "elsewhere" in facts
    assert len(facts.keys() & {"elsewhere", "here"}) == 2
    facts.drop()
    assert facts.digests == {"here": digest((1, 2)), "elsewhere": "d"}


def test_what_was_there_from_the_beginning_is_at_hand() -> None:
    facts = Facts({"plain": 1, "later": Later(lambda: 1)})
    assert (facts.is_at_hand("plain"), facts.is_at_hand("later")) == (True, False)
