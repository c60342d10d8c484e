"""Names that try to be something else stay words: on every page, in every picture; and nothing ever hangs."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

import pytest
from active_markup import MarkupReader
from conftest import SITE, tiny

from cjmgen import engine, pipeline
from cjmgen.diagrams import DiagramError, Edge, Graph, Node, TooLarge, choose, dot_text, render_svg

HOSTILE = {
    "quotes": "He said \"stop\" and 'go'",
    "backslashes": "C:\\new\\table \\N \\G \\L \\T \\E ends in \\",
    "bold": "<b>bold</b><i>",
    "script": "<script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "breaking out": "\"></text></svg></a></td><style>*{display:none}</style>",
    "html label": "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "entities": "a &amp; b &#60;x&#62; &lt;i&gt; &bogus;",
    "dot": '"]; evil [label="x"]; subgraph cluster_0 { n0 -> n1 }',
    "template": "{{ 7 * 7 }} {% raw %} {n} %s %N ${x}",
    "line ends": "next\x85 line\u2028 paragraph\u2029 tab\t newline\n end",
    "noncharacters": "a\ufffeb\uffffc\ufdd0d",
    "directions": "\u202eevil\u202c \u2066x\u2069 שלום",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "emoji": "👩\u200d🚀 🇵🇱 ❤️ 👍🏽",
    "markdown": "`code` **bold ~~x~~ [x][y] ![z] *a* _b_",
    "address": "javascript:alert(1)",
    "long word": "x" * 20_000,
    "long words": "lorem ipsum " * 1_700,
    "long Chinese": "在线支付确认" * 1_000,
}  # fmt: skip
CONTROLS = ("bell\x07", "escape\x1b[31m", "nul\x00", "delete\x7f", "c1\x9b")
DEADLINE_S = 60
"""For a whole site with such names; it takes about two seconds."""


def q(text: str) -> str:
    """As a YAML text, control characters and all."""
    return json.dumps(text, ensure_ascii=all(ord(character) < 0x10000 for character in text) and len(text) < 1000)


def site_named(name: str) -> dict[str, str | None]:
    """A site in which whatever may have a name has this one."""
    n = q(name)
    steps = "\n".join(
        f"""\
      - id: s{i}
        name: {n}
        touchpoint: till
        device: {"phone" if i % 2 else "laptop"}
        doing: {n}
        thinking: {n}
        quote: {n}
        emotion: {(i % 5) - 2}
        expectation: {n}
        actual: {n}
        outcome: falls-short
        needs: [{n}]
        doubts: [{n}]
        pains:
          - {{id: p, text: {n}, severity: high, opportunities: [o]}}
          - {n}
        gains: [{n}]
        moment_of_truth: {{label: {n}, why: {n}}}
        response: {{frontstage: [{n}], backstage: [{n}], support: [{n}]}}
        systems: [crm]
        evidence: [talk]
        {"next: [{step: s1, label: " + n + ", share: 40}, {exit: " + n + "}]" if i == 0 else ""}"""
        for i in range(3)
    )
    journey = f"""\
---
title: {n}
personas: [anna, bea]
goal: {n}
owner: {n}
scenario: {n}
scope: {{in: [{n}], out: [{n}]}}
"""
    stages = {
        "a": f"---\nname: {n}\ngoal: {n}\nexpectations: [{n}]\nstrategy: {n}\nsteps:\n{steps}\n---\n",
        "b": f"---\nname: {n}\nsteps:\n{steps.replace('id: s', 'id: t').replace('step: s1', 'step: t1')}\n---\n",
    }
    made: dict[str, str | None] = {
        "site.yaml": f"{SITE.strip()}\ntagline: {n}\nheadline: {n}\nnotice: {n}\nurl: https://example.org/atlas\n"
        "life_cycle: [{id: a, name: " + n + "}]\n",
        "content/personas/anna.md": f"---\nname: {n}\nrole: {n}\nquote: {n}\ngoals: [{n}]\nfrustrations: [{n}]\n---\n",
        "content/personas/bea.md": f"---\nname: {n}\n---\n",
        "content/channels.yaml": f"- {{id: till, name: {n}, icon: shop}}\n",
        "content/devices.yaml": f"- {{id: phone, name: {n}}}\n",
        "content/teams.yaml": f"- {{id: desk, name: {n}}}\n",
        "content/systems.yaml": f"- {{id: crm, name: {n}, vendor: {n}}}\n",
        "content/touchpoints.yaml": f"- {{id: till, name: {n}, channel: till, team: desk, systems: [crm]}}\n",
        "content/opportunities/o.md": f"---\ntitle: {n}\nowner: {n}\nreach: 100\nimpact: 1\nconfidence: 50\neffort: 1\n"
        "importance: 8\nsatisfaction: 2\n---\n",
        "content/solutions/s.md": f"---\ntitle: {n}\nopportunities: [o]\n---\n",
        "content/evidence/talk.md": f"---\ntitle: {n}\nkind: interview\ndate: 2026-01-02\nn: 5\nsource: {n}\n"
        f"quotes: [{n}]\nfindings: [{n}]\n---\n",
        "content/metrics/m.yaml": f"name: {n}\nkind: csat\nmethod: {n}\nunit: {n}\nscale: {{min: 1, max: 5}}\n"
        "points: [{date: 2026-01-02, value: 3, n: 10}]\n",
        "content/pages/about.md": f"---\ntitle: {n}\nmenu: true\n---\n",
    }  # fmt: skip
    for ident, state, pair in (("checkout", "current", "later"), ("later", "future", "checkout")):
        made[f"content/journeys/{ident}/journey.md"] = f"{journey}state: {state}\npairs_with: {pair}\n---\n"
        for stage, text in stages.items():
            made[f"content/journeys/{ident}/01-{stage}.md"] = text
    made["content/journeys/checkout/01-pay.md"] = None
    return made


def _is_own_address(tag: str, value: str) -> bool:
    """What a page says of itself to search engines."""
    return tag == "link" and value.startswith("https://example.org/atlas/")


class _Reader(MarkupReader):
    """Beyond that, no name leads elsewhere and none becomes a picture."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        for name, value in attrs:
            is_address = name in ("href", "src", "xlink:href") and not _is_own_address(tag, value or "")
            if is_address and re.match(r"\s*(data|//|https?:)", value or "", re.IGNORECASE):
                self.found.wrong.append(f'<{tag} {name}="{(value or "")[:60]}">')
        if tag == "img":
            self.found.wrong.append("<img>")


def pages_of(files: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    project = pipeline.load_tree(tiny(files))
    assert not project.report.has_errors, [str(d.message)[:200] for d in project.report]
    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert result.is_published, [f"{f.path}: {f.error[:300]}" for f in result.failed]
    for built in result.built:
        if built.path.endswith(".html"):
            yield built.path, folder.read(built.path).decode()


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_never_markup_on_any_page(name: str) -> None:
    began = time.process_time()
    pages = dict(pages_of(site_named(name)))

    wrong = {}
    for path, text in pages.items():
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.found.wrong:
            wrong[path] = reader.found.wrong[:3]
        controls = re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
        assert not controls, (path, controls[:3])
    assert wrong == {}
    assert len(pages) > 30
    assert time.process_time() - began < DEADLINE_S


@pytest.mark.parametrize("kind", ["quotes", "bold", "script", "image", "breaking out", "dot", "template", "address"])
def test_a_hostile_name_is_shown_as_it_was_written(kind: str) -> None:
    """In the list beside the picture; that the picture shows it too is proved in ``unit/diagrams/test_dot``."""
    pages = dict(pages_of(site_named(HOSTILE[kind])))
    reader = _Reader()
    reader.feed(pages["journeys/checkout/flow/index.html"])
    shown = "".join(reader.found.text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    assert shown.count(HOSTILE[kind]) > 10


@pytest.mark.parametrize("name", CONTROLS, ids=ascii)
def test_a_name_with_a_control_character_is_a_mistake_at_its_place(name: str) -> None:
    project = pipeline.load_tree(tiny({"content/personas/anna.md": f"---\nname: {q(name)}\n---\n"}))
    [found] = [d for d in project.report if d.code == "S002"]
    span = project.span_of(found)
    assert (found.origin.path, span.line, span.column) == ("content/personas/anna.md", 2, 7)


def test_four_hundred_stages_build_and_say_what_they_do_not_draw() -> None:
    stages = {
        f"content/journeys/checkout/{i:03}-s{i}.md": f"---\nname: Stage {i}\nsteps:\n"
        f"  - {{id: a{i}, name: I do {i}, channel: web, emotion: {i % 5 - 2}, pains: [p]}}\n---\n"
        for i in range(1, 401)
    }
    began = time.process_time()
    pages = dict(pages_of({**stages, "content/journeys/checkout/01-pay.md": None}))
    assert time.process_time() - began < DEADLINE_S
    for view in ("flow", "poster"):
        page = pages[f"journeys/checkout/{view}/index.html"]
        assert "400 steps" in page, f"{view} does not say that it is too large"
        assert "I do 400" in page, f"{view} does not say it in words"


def test_a_graph_of_five_hundred_nodes_is_drawn_or_given_up_in_time() -> None:
    keys = [f"k{i}" for i in range(500)]
    tangle = tuple(Edge(tail=keys[i * 7 % 500], head=keys[i * i % 497]) for i in range(1500))
    nodes = tuple(Node(key=key, lines=(HOSTILE["entities"],)) for key in keys)
    dot = dot_text(Graph(nodes=nodes, edges=tangle))
    assert isinstance(dot, str)
    began = time.process_time()
    with pytest.raises(DiagramError, match="more than 2 seconds"):
        render_svg(choose("embedded", deadline_s=2), dot, "dot", id="d", title="T", desc="D")
    assert time.process_time() - began < 4
    assert dot_text(Graph(nodes=(*nodes, Node(key="one more")), edges=tangle)) == TooLarge(501, 1500)
