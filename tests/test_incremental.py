"""Incremental equals clean, nothing to do writes nothing, and a page says why it was made again."""

from __future__ import annotations

from built import Renderers
from conftest import CHECKOUT, PAY, TINY, tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmgen import engine, pipeline
from cjmgen.source import MemoryTree

STAGE = "content/journeys/checkout/01-pay.md"


def test_a_comment_in_the_source_rebuilds_nothing(load, build):
    build(load())

    edited = load({STAGE: PAY.replace("    steps:", "    # the till\n    steps:")})

    assert build(edited) == []


def test_an_edit_that_a_view_does_not_show_leaves_its_page_alone(load, build):
    build(load())

    edited = load({STAGE: PAY.replace("pains: [it forgets]", "pains: [it forgets me]")})

    made = [built.path for built in build(edited)]
    assert "journeys/checkout/index.html" in made
    assert not [path for path in made if "flow" in path]


def test_a_page_says_why_it_was_rebuilt(load, build):
    build(load())

    made = build(load({STAGE: PAY.replace("emotion: 1}", "emotion: 2}")}))

    [page] = [built for built in made if built.path == "journeys/checkout/index.html"]
    assert page.reason in ("view:map-grid:checkout@en changed", "view:journey-head:checkout@en changed")


def test_a_new_journey_appears_in_the_lists(load, build):
    build(load())

    other = CHECKOUT.replace("I check out", "I come back")
    files = {"content/journeys/again/journey.md": other, "content/journeys/again/01-pay.md": PAY}
    made = [b.path for b in build(load(files))]

    assert {"journeys/again/index.html", "journeys/index.html", "index.html"} <= set(made)
    assert "personas/index.html" in made


NAMES = st.sampled_from(["I pay", "Płacę", "我付款", "A & B", "<b>", "I wait"])
EMOTIONS = st.sampled_from(["-2", "-0.5", "0", "1.5", "{anna: 2}"])


@st.composite
def edits(draw: st.DrawFn) -> dict[str, str | None]:
    """One change an author makes: files to replace or, with ``None``, to remove."""
    kind = draw(st.sampled_from(["step", "stage", "journey", "persona", "touchpoints", "title", "remove", "pain"]))
    number = draw(st.integers(0, 2))
    if kind in ("step", "pain"):
        pains = "[]" if kind == "step" else "[{text: it hurts, severity: high}]"
        steps = "".join(
            f'  - {{id: s{i}, name: "{draw(NAMES)}", emotion: {draw(EMOTIONS)}, pains: {pains}}}\n' for i in range(3)
        )
        path = f"content/journeys/checkout/0{number + 1}-s{number}.md"
        return {path: f"---\nname: Stage {number}\nsteps:\n{steps}---\n"}
    if kind == "journey":
        relation = draw(
            st.sampled_from(["", "", "parent: checkout\n", "pairs_with: checkout\n", "variant_of: checkout\n"])
        )
        text = f'---\ntitle: "{draw(NAMES)}"\n{relation}personas: [anna]\ngoal: g\n---\nStory {number}.\n'
        stage = f'---\nname: S\nsteps:\n  - {{id: one, name: "{draw(NAMES)}", emotion: {draw(EMOTIONS)}}}\n---\n'
        folder = f"content/journeys/j{number}"
        return {f"{folder}/journey.md": text, f"{folder}/01-s.md": stage}
    if kind == "persona":
        return {f"content/personas/p{number}.md": f'---\nname: "{draw(NAMES)}"\n---\n{draw(NAMES)}\n'}
    if kind == "touchpoints":
        items = "".join(f'- {{id: t{i}, name: "{draw(NAMES)}", channel: shop}}\n' for i in range(number + 1))
        return {"content/touchpoints.yaml": items}
    if kind == "title":
        return {"site.yaml": f'title: "{draw(NAMES)}"\nlanguages: [en, pl]\n'}
    if kind == "stage":
        return {f"content/journeys/checkout/01-pay.{draw(st.sampled_from(['md', 'pl.md']))}": TINY_STAGE}
    return {draw(st.sampled_from([f"content/journeys/j{number}/journey.md", f"content/personas/p{number}.md"])): None}


TINY_STAGE = "---\nname: Pay\n---\n"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits(), min_size=1, max_size=6))
def test_incremental_builds_leave_what_a_clean_one_leaves(changes: list[dict[str, str | None]]) -> None:
    files = dict(tiny().files)
    state, folder = engine.State(), engine.MemoryFolder()
    for change in [{}, *changes]:
        for path, text in change.items():
            if text is None:
                files.pop(path, None)
            else:
                files[path] = text
        project = pipeline.load_tree(MemoryTree(dict(files)))
        if project.report.has_errors:
            continue
        result = pipeline.build(project, KEPT.of(project), state, folder)
        assert result.is_published, result.failed
        state = result.state

        clean = engine.MemoryFolder()
        pipeline.build(project, FRESH.of(project), engine.State(), clean)
        assert contents(folder) == contents(clean)

        again = pipeline.build(project, KEPT.of(project), state, folder)
        assert again.built == ()


KEPT, FRESH = Renderers(), Renderers()


def contents(folder: engine.MemoryFolder) -> dict[str, bytes]:
    return {path: folder.read(path) for path in folder.ours()}


def test_the_tiny_site_is_what_it_says() -> None:
    assert set(TINY) == set(tiny().files)
