"""A page of evidence: what was found, who said what, and what rests on it."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.evidence_item import EvidencePage, compute

TALKS = """\
    ---
    kind: interview
    date: 2026-09-18
    n: 12
    findings: [People forget]
    quotes:
      - {text: „Zapomniało”, lang: pl, translation: It forgot, persona: anna, step: checkout/card}
    ratings:
      - {step: checkout/card, emotion: -1.2, n: 7}
    ---
    """


def page(load: Load, pay: str = PAY) -> EvidencePage:
    project = load({"content/evidence/talks.md": TALKS, "content/journeys/checkout/01-pay.md": pay})
    return compute(project.site.evidence[0], project.atlases["en"])


def test_a_quote_names_who_said_it_and_of_which_step(load: Load) -> None:
    [quote] = page(load).quotes

    assert quote.mark is not None
    assert quote.step is not None
    assert (quote.mark.name, quote.step.id, quote.translation) == ("Anna", "checkout/card", "It forgot")


def test_a_rating_without_persona_is_everyones(load: Load) -> None:
    [rating] = page(load).ratings

    assert (rating.mark, rating.journey, rating.emotion, rating.n) == (None, "I check out", -1.2, 7)


def test_what_rests_on_it_says_by_which_field(load: Load) -> None:
    pay = PAY.replace("[it forgets]", "[{text: it forgets, evidence: [talks]}], evidence: [talks]")

    view = page(load, pay)

    [group] = view.used
    [line] = group.lines
    assert group.journey is not None
    assert (group.kind, group.journey.id, line.target.id, line.roles) == (
        "step",
        "checkout",
        "checkout/card",
        ("pains",),
    )
    assert view.used_count == 1


def test_evidence_nothing_rests_on_says_so(load: Load) -> None:
    assert (page(load).used, page(load).used_count) == ((), 0)
