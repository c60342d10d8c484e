"""The content as a site of MkDocs: Markdown pages that say what the others' templates say.

MkDocs has no data files, so the pages are written out beforehand, curves, means and lists of uses included, which
favours it.  Its navigation names the sections only: the one it makes by itself names every page on every page.  Its
search is off, as the others have none.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from generator import Content, yaml_of
from tools import python_packages

from peers import Peer, write

LISTS = ("journeys", "personas", "touchpoints", "channels", "devices")


def _version(tools: Path) -> str:
    found = next(python_packages(tools, "mkdocs").glob("mkdocs-[0-9]*.dist-info"))
    return found.name.removeprefix("mkdocs-").removesuffix(".dist-info")


def _site(content: Content, where: Path) -> None:
    names = {one["id"]: one["name"] for one in content.personas}
    steps_at: defaultdict[str, list[tuple[Any, Any]]] = defaultdict(list)
    journeys_of: defaultdict[str, list[Any]] = defaultdict(list)
    for journey in content.journeys:
        for persona in journey["personas"]:
            journeys_of[persona].append(journey)
        for step in _steps(journey):
            for kind in "touchpoint", "channel", "device":
                steps_at[f"{kind}s/{step[kind]}"].append((journey, step))

    nav = ["index.md", *(f"{name}/index.md" for name in LISTS)]
    files = {"mkdocs.yml": yaml_of({"site_name": "Benchmark", "plugins": [], "nav": nav})}
    files["docs/index.md"] = f"# Benchmark\n\n{_journey_table(content.journeys, names, '')}"
    files["docs/journeys/index.md"] = f"# Journeys\n\n{_journey_table(content.journeys, names, '../')}"
    uses = {f"personas/{one}": len(journeys) for one, journeys in journeys_of.items()}
    uses |= {key: len(found) for key, found in steps_at.items()}
    for kind in LISTS[1:]:
        entries = getattr(content, kind)
        items = (f"- [{one['name']}]({one['id']}.md): {uses.get(kind + '/' + one['id'], 0)}" for one in entries)
        files[f"docs/{kind}/index.md"] = "\n".join((f"# {kind.title()}", "", *items, ""))
    for journey in content.journeys:
        files[f"docs/journeys/{journey['id']}.md"] = _journey(journey, names)
    for persona in content.personas:
        files[f"docs/personas/{persona['id']}.md"] = _persona(persona, journeys_of[persona["id"]], names)
    for kind in "touchpoints", "channels", "devices":
        for entry in getattr(content, kind):
            files[f"docs/{kind}/{entry['id']}.md"] = _place(entry, steps_at[f"{kind}/{entry['id']}"], names)
    write(files, where)


def _steps(journey: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for stage in journey["stages"] for step in stage["steps"]]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _whom(ids: Iterable[str], names: dict[str, str], root: str) -> str:
    return " ".join(f"[{names[one]}]({root}personas/{one}.md)" for one in ids)


def _moods(step: dict[str, Any]) -> str:
    return " ".join(f"{emotion:+.1f}" for emotion in step["emotion"].values())


def _mean(journey: dict[str, Any]) -> str:
    return f"{fmean(emotion for step in _steps(journey) for emotion in step['emotion'].values()):+.1f}"


def _bullets(texts: Iterable[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def _curve(journey: dict[str, Any], width: int) -> str:
    steps = _steps(journey)
    lines = [f'<line class="zero" x1="0" y1="80" x2="{31 * width}" y2="80"/>']
    for n, persona in enumerate(journey["personas"]):
        at = [(width * i, 80 - 36 * step["emotion"][persona]) for i, step in enumerate(steps, 1)]
        lines.append(f'<polyline class="line p{n}" points="{" ".join(f"{x},{y:g}" for x, y in at)}"/>')
        if width > 20:
            for (x, y), step in zip(at, steps, strict=True):
                title = html.escape(f"{step['name']}: {step['emotion'][persona]:+.1f}")
                lines.append(f'<circle class="dot p{n}" cx="{x}" cy="{y:g}" r="4"><title>{title}</title></circle>')
    frame = f'<svg class="curve" viewBox="0 0 {31 * width} 160" role="img" aria-label="Emotion">'
    return "".join((frame, *lines, "</svg>"))


def _journey_table(journeys: Iterable[dict[str, Any]], names: dict[str, str], root: str) -> str:
    rows = (
        (f"[{one['title']}]({root}journeys/{one['id']}.md)", _whom(one["personas"], names, root), one["owner"],
         _mean(one), _curve(one, 8))
        for one in journeys
    )  # fmt: skip
    return _table(("Journey", "Personas", "Owner", "Emotion", "Curve"), rows)


def _place(entry: dict[str, Any], found: Sequence[tuple[Any, Any]], names: dict[str, str]) -> str:
    rows = (
        (f"[{step['name']}](../journeys/{journey['id']}.md#{step['id']})",
         f"[{journey['title']}](../journeys/{journey['id']}.md)", _whom(journey["personas"], names, "../"),
         _moods(step), " ".join(step["pains"]))
        for journey, step in found
    )  # fmt: skip
    table = _table(("Step", "Journey", "Personas", "Emotion", "Pains"), rows)
    channel = entry.get("channel")
    where = f"Channel: [{channel}](../channels/{channel}.md)\n\n" if channel else ""
    return f"# {entry['name']}\n\n{entry['description']}\n\n{where}## {len(found)} steps\n\n{table}"


def _persona(persona: dict[str, Any], journeys: Iterable[dict[str, Any]], names: dict[str, str]) -> str:
    lists = f"## Goals\n\n{_bullets(persona['goals'])}\n## Frustrations\n\n{_bullets(persona['frustrations'])}\n"
    head = f"# {persona['name']}\n\n{persona['role']}\n\n{persona['portrait']}\n"
    return f"{head}{lists}## Journeys\n\n{_journey_table(journeys, names, '../')}"


def _journey(journey: dict[str, Any], names: dict[str, str]) -> str:
    steps = _steps(journey)
    places = [
        " ".join(f"[{step[k]}](../{k}s/{step[k]}.md)" for k in ("touchpoint", "channel", "device")) for step in steps
    ]
    rows = [
        ["Touchpoint", *places],
        ["Doing", *(step["doing"] for step in steps)],
        ["Thinking", *(step["thinking"] for step in steps)],
        ["Expectation", *(f"{step['expectation']}<br>{step['actual']}" for step in steps)],
        ["Pains", *("<br>".join(step["pains"]) for step in steps)],
    ]
    head = (
        f"# {journey['title']}\n\nGoal: {journey['goal']}\n\n{journey['scenario']}\n\n{journey['story']}\n"
        f"Personas: {_whom(journey['personas'], names, '../')}\n\n"
        f"Owner: {journey['owner']}\n\nEmotion: {_mean(journey)}\n\n"
    )
    table = _table(["", *(f'<span id="{step["id"]}"></span>{step["name"]}' for step in steps)], rows)
    stages = "".join(_stage(stage, names) for stage in journey["stages"])
    return f"{head}{table}\n<div>{_curve(journey, 80)}</div>\n\n{stages}"


def _stage(stage: dict[str, Any], names: dict[str, str]) -> str:
    parts = [f"## {stage['name']}\n\n{stage['goal']}\n\n{stage['prose']}\n"]
    for step in stage["steps"]:
        where = f"[{step['touchpoint']}](../touchpoints/{step['touchpoint']}.md) · {step['channel']} · {step['device']}"
        moods = " ".join(f"{names[persona]} {emotion:+.1f}" for persona, emotion in step["emotion"].items())
        said = {name: step[name] for name in ("doing", "thinking", "expectation", "actual")} | {"emotion": moods}
        facts = _bullets(f"{name.title()}: {text}" for name, text in said.items())
        parts.append(f"### {step['name']}\n\n{where}\n\n{facts}{_bullets(step['pains'])}\n")
    return "".join(parts)


def _command(tools: Path, *arguments: str) -> list[str | Path]:
    python = python_packages(tools, "mkdocs").parents[2] / "bin" / "python"
    return [python, "-m", "mkdocs", *arguments]


PEER = Peer(
    name="mkdocs",
    version=_version,
    write=_site,
    edited=lambda content: f"docs/journeys/{content.edited['id']}.md",
    build=lambda tools: _command(tools, "build", "--quiet", "--clean"),
    serve=lambda tools, port: _command(tools, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"),
    output="site",
)
