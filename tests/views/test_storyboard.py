"""The storyboard: a frame a step, never an empty one, and one voice to tell it."""

from __future__ import annotations

from conftest import Load

from cjmgen import engine, pipeline
from cjmgen.views.storyboard import Frame, Storyboard, compute
from cjmgen.views.storyboard.scene import MOST_FIGURES, PIN, PROPS, SIGN, THOUGHT

STAGE = "content/journeys/checkout/01-pay.md"
DEVICES = "- {id: phone, name: Phone, icon: device-phone}\n- {id: odd, name: Odd, icon: device-person}\n"


def board(load: Load, steps: str, more: dict[str, str | None] | None = None) -> Storyboard | None:
    project = load({STAGE: f"---\nname: Pay\nsteps:\n{steps}---\n", "content/devices.yaml": DEVICES, **(more or {})})
    assert not project.report.has_errors, project.report.sorted()
    return compute(project.site.journeys[0], project.atlases["en"])


def frames(load: Load, steps: str, more: dict[str, str | None] | None = None) -> tuple[Frame, ...]:
    made = board(load, steps, more)
    assert made is not None
    return tuple(frame for stage in made.stages for frame in stage.frames)


def test_a_journey_of_bare_names_has_no_storyboard(load: Load) -> None:
    assert board(load, "  - {id: a, name: A, emotion: 1}\n") is None


def test_a_step_without_a_picture_gets_one_drawn_from_what_it_says(load: Load) -> None:
    a, b, c, d, e = frames(
        load,
        "  - {id: a, name: A, channel: web, device: phone}\n"
        "  - {id: b, name: B, channel: web}\n"
        "  - {id: c, name: C, channel: web, device: odd}\n"
        "  - {id: d, name: D, place: At home}\n"
        "  - {id: e, name: E}\n",
    )

    drawn = [frame.scene and (frame.scene.icon, frame.scene.prop) for frame in (a, b, c, d, e)]
    assert drawn == [("web", PROPS["device-phone"]), ("web", SIGN), ("web", SIGN), ("place", PIN), (None, THOUGHT)]


def test_a_picture_of_its_own_is_the_frame(load: Load) -> None:
    files: dict[str, str | None] = {"content/assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}

    (frame,) = frames(load, "  - {id: a, name: A, channel: web, image: {src: a.svg, alt: Somebody pays}}\n", files)

    assert frame.scene is None
    assert frame.image is not None
    assert frame.image.alt == "Somebody pays"


def test_faces_say_how_each_one_feels_and_the_frame_the_worst(load: Load) -> None:
    names = ["anna", *(f"p{number}" for number in range(4))]
    more: dict[str, str | None] = {f"content/personas/{name}.md": f"---\nname: {name}\n---\n" for name in names}
    more["content/journeys/checkout/journey.md"] = f"---\ntitle: T\ngoal: G\npersonas: [{', '.join(names)}]\n---\n"

    (frame,) = frames(load, "  - {id: a, name: A, channel: web, emotion: {anna: 1, p0: -1}}\n", more)

    assert frame.mood == "low"
    assert frame.scene is not None
    mouths = [figure.mouth for figure in frame.scene.figures]
    assert "q5 5 " in mouths[0]
    assert "q5 -5 " in mouths[1]
    assert mouths[2] == ""
    assert (len(frame.scene.figures), frame.scene.more) == (MOST_FIGURES, 2)
    assert [one.emotion for one in frame.felt] == [1, -1, None, None, None]
    assert all(0 < figure.x < frame.scene.width for figure in frame.scene.figures)


def test_a_frame_is_told_by_a_quote_else_one_of_its_evidence_else_a_thought(load: Load) -> None:
    talk = "---\ntitle: Talk\nkind: interview\ndate: 2026-01-01\nquotes:\n  - {text: Heard, step: checkout/b}\n---\n"

    told = [
        frame.told
        for frame in frames(
            load,
            "  - {id: a, name: A, channel: web, quote: Said, thinking: Thought}\n"
            "  - {id: b, name: B, channel: web, thinking: Thought}\n"
            "  - {id: c, name: C, channel: web, thinking: Thought}\n"
            "  - {id: d, name: D, channel: web}\n",
            {"content/evidence/talk.md": talk},
        )
    ]

    assert [one and (one.text, one.is_thought) for one in told] == [
        ("Said", False), ("Heard", False), ("Thought", True), None,
    ]  # fmt: skip


def test_four_hundred_steps_with_hostile_names_are_four_hundred_frames(load: Load) -> None:
    hostile = "'<script>\"&\\'"
    steps = "".join(f"  - {{id: s{i}, name: {hostile}, channel: web, place: {hostile}}}\n" for i in range(400))
    project = load({STAGE: f"---\nname: {hostile}\nsteps:\n{steps}---\n"})
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)

    html = folder.read("journeys/checkout/storyboard/index.html").decode()

    assert html.count('class="storyboard__frame"') == html.count('class="storyboard__scene') == 400
    assert '<script>"' not in html
