"""Labels stay in their boxes: measured in a real browser, in many scripts, in every picture of a journey."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import Open
from cjmgen import pipeline

pytestmark = pytest.mark.browser

LABELS = (
    "I pay", "WWWWWW MMMMMM", "I WAIT FOR WALTER'S WEDDING INVITATION", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "I compare",
    "I look for the right size in three shops and on four websites, and then I give up for the day", "@@@@ %%%% ####",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "Types a-very-long-word/with/slashes-and-hyphens",
    "Żółć gęślą jaźń", "Zastanawiam się, czy zamówić dwie pary i jedną odesłać", "Dźwiękonaśladownictwo przyszłościowe",
    "WYPEŁNIAM FORMULARZ ZWROTU TOWARU", "Łączę się z infolinią i czekam na połączenie z konsultantem",
    "Жду подтверждения заказа", "ШИРОКАЯ ЭЛЕКТРИФИКАЦИЯ ЮЖНЫХ ГУБЕРНИЙ", "Щёлкаю мышью: выбираю размер и оплачиваю",
    "在线支付", "我在商店试穿了两双跑鞋，然后回家再考虑一下要不要买", "退货申请表（第二页）",
    "步骤一：打开应用程序并登录账户，输入手机号码",
    "サイズを選ぶ", "オンラインストアで注文を確定してから配達を待つ", "ｗｗｗ全角ＷＷＷ",
    "주문을 확인하고 배송을 기다립니다",
    "👟👟👟👟👟👟👟👟👟👟👟👟", "I run 🏃‍♀️🏃🏽‍♂️ with 👩‍👩‍👧‍👦", "🇵🇱🇨🇳🇯🇵 flags", "❤️ ✅ ⭐ ☀️ 1️⃣ 2️⃣",
    "Περιμένω την παραγγελία μου", "Đặt hàng trực tuyến và chờ giao hàng tận nơi", "café naïve ÅÄÖ ÇĞŞ ÑÕ ẞ",
    "“Quoted” – dashed — dotted…", "Mixed 中文 and English 混排 words", "1234567890 1234567890 1234567890", "é" * 40,
)  # fmt: skip
PER_STAGE = 6

OUTSIDE = """
() => {
  const outside = [];
  let measured = 0;
  for (const picture of document.querySelectorAll("svg.diagram")) {
    for (const node of picture.querySelectorAll("g.node")) {
      const shape = node.querySelector("path, polygon, ellipse, rect");
      const texts = [...node.querySelectorAll("text")];
      if (!shape || !texts.length) continue;
      const box = shape.getBBox();
      for (const text of texts) {
        const words = text.getBBox();
        measured += 1;
        const over = Math.max(box.x - words.x, words.x + words.width - box.x - box.width,
                              box.y - words.y, words.y + words.height - box.y - box.height);
        if (over > 0.5) outside.push([Math.round(over * 10) / 10, text.textContent]);
      }
    }
  }
  return {measured, outside};
}
"""
OUTSIDE_POSTER = """
() => {
  const outside = [];
  let measured = 0;
  for (const paper of document.querySelectorAll(".poster__paper")) {
    const {width, height} = paper.viewBox.baseVal;
    const edges = [...new Set([...paper.querySelectorAll(".curve__rule, .poster__edge")].map(
      (rule) => { const at = rule.getBoundingClientRect(); return at.left; }))].sort((a, b) => a - b);
    const scale = paper.getBoundingClientRect().width / width;
    for (const text of paper.querySelectorAll("text")) {
      const words = text.getBoundingClientRect(), whole = paper.getBoundingClientRect();
      if (!words.width) continue;
      measured += 1;
      const over = Math.max(whole.left - words.left, words.right - whole.right,
                            whole.top - words.top, words.bottom - whole.bottom);
      if (over > 0.5) outside.push([over / scale, text.textContent]);
    }
    for (const text of paper.querySelectorAll(".poster__name, .poster__doing, .poster__pain")) {
      const words = text.getBoundingClientRect();
      const next = edges.find((edge) => edge > words.left + 1);
      if (next && words.right > next + 0.5) outside.push([(words.right - next) / scale, text.textContent]);
    }
  }
  return {measured, outside};
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """A site whose steps, channels, exits and stages bear the labels."""
    root = tmp_path_factory.mktemp("labels")
    files = {
        "site.yaml": "title: Labels\n",
        "content/personas/anna.md": "---\nname: Anna\n---\n",
        "content/journeys/all/journey.md": "---\ntitle: Labels\npersonas: [anna]\ngoal: Fit\n---\n",
        "content/channels.yaml": "".join(f"- {{id: c{i}, name: {_q(text)}}}\n" for i, text in enumerate(LABELS)),
        "content/teams.yaml": "".join(f"- {{id: t{i}, name: {_q(text)}}}\n" for i, text in enumerate(LABELS)),
        "content/systems.yaml": "".join(f"- {{id: y{i}, name: {_q(text)}}}\n" for i, text in enumerate(LABELS)),
        "content/touchpoints.yaml": "".join(
            f"- {{id: p{i}, name: {_q(text)}, channel: c{i}, team: t{i}, systems: [y{i}]}}\n"
            for i, text in enumerate(LABELS)
        ),
    }
    for at in range(0, len(LABELS), PER_STAGE):
        steps = "".join(_step(at + i, text) for i, text in enumerate(LABELS[at : at + PER_STAGE]))
        name = _q(LABELS[at])
        files[f"content/journeys/all/{at:02}-s{at}.md"] = f"---\nname: {name}\nsteps:\n{steps}---\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    project = pipeline.load(root)
    assert not project.report.has_errors, list(project.report)
    assert pipeline.publish(project, root / "public").is_published
    return lambda path: (root / "public" / Path(path)).as_uri()


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _step(number: int, text: str) -> str:
    """Every other one decides, every fifth one may be left."""
    words = _q(text)
    more = ", moment_of_truth: It decides" if number % 2 else ""
    if number % 5 == 0 and number + 1 < len(LABELS):
        more += f", next: [{{step: s{number + 1}}}, {{exit: {words}}}]"
    said = f"doing: {words}, pains: [{{text: {words}, severity: high}}], response: {{backstage: [{words}]}}"
    return f"  - {{id: s{number}, name: {words}, touchpoint: p{number}, emotion: 1, {said}{more}}}\n"


def set_in(page: Page, family: str) -> None:
    """Let the page be read in another face; a machine that lacks it shows the next one it has."""
    if family:
        page.add_style_tag(
            content=f":root {{ --cjm-font-sans: '{family}', 'Noto Sans CJK SC', sans-serif !important; }}"
        )


@pytest.mark.parametrize("family", ["", "Liberation Sans", "Noto Sans CJK SC", "DejaVu Sans Condensed"])
@pytest.mark.parametrize("view", ["flow", "swimlane"])
def test_every_label_of_a_diagram_lies_within_its_box(
    view: str, family: str, sheet: Open, address: Callable[[str], str]
) -> None:
    page = sheet(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page.goto(address(f"journeys/all/{view}/index.html"))
    set_in(page, family)
    found = page.evaluate(OUTSIDE)
    assert found["measured"] >= len(LABELS)
    assert found["outside"] == []


def test_every_label_of_the_ecosystem_lies_within_its_box(sheet: Open, address: Callable[[str], str]) -> None:
    page = sheet(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page.goto(address("ecosystem/index.html"))
    found = page.evaluate(OUTSIDE)
    assert found["measured"] >= len(LABELS)
    assert found["outside"] == []


@pytest.mark.parametrize("family", ["", "Liberation Sans", "DejaVu Sans Condensed"])
def test_every_word_of_a_poster_lies_on_its_paper_and_in_its_column(
    family: str, sheet: Open, address: Callable[[str], str]
) -> None:
    page = sheet(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page.goto(address("journeys/all/poster/index.html"))
    set_in(page, family)
    found = page.evaluate(OUTSIDE_POSTER)
    assert found["measured"] > 100
    assert found["outside"] == []
