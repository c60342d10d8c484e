"""What is not for the readers of a build is in none of its bytes.

Canaries are words that stand in withheld things only.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from conftest import tiny
from git_site import GitSite

from cjmgen import engine, pipeline
from cjmgen.cli import main
from cjmgen.devserver.preview import Preview
from cjmgen.digest import digest
from cjmgen.loading import EVERYONE, Readers

PUBLIC, INTERNAL = Readers("public"), Readers("internal")
CANARY = re.compile(r"canary-?\w*", re.IGNORECASE)

STEP = """\
---
name: Pay
strategy: canaryStrategy
audience: {strategy: internal}
steps:
  - id: cart
    name: I review the cart
    touchpoint: till
    systems: [canary-crm, crm]
    emotion: {anna: 1, canary-vera: -2}
    thinking: {anna: Fine, canary-vera: canaryThought}
    actual: canaryActual
    needs: [{text: canaryNeed, audience: internal}, A receipt]
    pains:
      - {id: canary-pain, text: canaryPain, audience: internal}
      - {text: canaryHers, personas: [canary-vera]}
      - {id: queue, text: The queue, evidence: [canary-talk], opportunities: [canary-idea]}
    gains: [{text: canaryGain, audience: internal}]
    response: {backstage: [{text: canaryAction, audience: internal}, {text: We print it, team: canary-desk}]}
    image: {src: canary-frame.txt, alt: canaryAlt, audience: internal}
    metrics: [canary-nps]
    opportunities: [canary-idea]
    evidence: [talk, canary-talk]
    journey: canary-audit
    next: [{step: canary-fraud, label: canaryLabel}, {step: card}, {exit: canaryExit, journey: canary-audit}]
    audience: {actual: internal}
  - {id: canary-fraud, name: canaryFraud, audience: internal, pains: [canaryFraudPain]}
  - {id: canary-later, name: canaryLater, draft: true}
  - {id: card, name: I pay by card, touchpoint: canary-vault, channel: web, emotion: 0}
---
See [the audit](journey:canary-audit), [step](step:checkout/canary-fraud) and [the till](touchpoint:till).
"""
SITE = """\
title: Tiny
url: https://example.org/atlas/
languages: [en, pl]
notice: Read [more](page:canary-plan).
saved_views: [{name: canaryView, list: journeys, query: persona=canary-vera}]
"""
FILES = {
    "site.yaml": SITE,
    "content/personas/canary-vera.md": "---\nname: canaryVera\naudience: internal\n"
    "formerly: [canary-old]\n---\n![x](canary-portrait.txt)\n",
    "content/personas/anna.md": "---\nname: Anna\nowner: canaryOwner\nquote: {text: Hello, source: canarySource,"
    " audience: {source: internal}}\naudience: {owner: internal, body: internal}\n---\ncanaryPortrait\n",
    "content/personas/anna.pl.md": "---\nname: Ania\n---\ncanaryPortret\n",
    "content/journeys/checkout/journey.md": "---\ntitle: I check out\npersonas: [anna, canary-vera]\ngoal: Pay\n"
    "pairs_with: canary-audit\nmetrics: [canary-nps]\nevidence: [canary-talk]\nteam: canary-desk\n---\n",
    "content/journeys/checkout/01-pay.md": STEP,
    "content/journeys/checkout/01-pay.pl.md": "---\nsteps:\n"
    "  - {id: cart, actual: canaryFaktycznie, name: Koszyk}\n---\n",
    "content/journeys/checkout/02-canary-stage.md": "---\nname: canaryStage\naudience: internal\n---\ncanaryStory\n",
    "content/journeys/checkout/03-canary-next.md": "---\nname: canaryNext\ndraft: true\n---\n",
    "content/journeys/canary-audit.yaml": "title: canaryAudit\npersonas: [anna]\ngoal: canaryGoal\naudience: internal\n"
    "stages: [{name: canaryInner, steps: [{name: canaryInnerStep}]}]\n",
    "content/journeys/canary-hers.yaml": "title: canaryHers\npersonas: [canary-vera]\ngoal: canaryHerGoal\n",
    "content/journeys/canary-draft.yaml": "title: canaryDraft\npersonas: [anna]\ngoal: canaryDrafted\ndraft: true\n",
    "content/channels.yaml": "- {id: canary-line, name: canaryLine, audience: internal}\n",
    "content/teams.yaml": "- {id: canary-desk, name: canaryDesk, audience: internal}\n",
    "content/systems.yaml": "- {id: canary-crm, name: canaryCrm, audience: internal}\n- {id: crm, name: CRM,"
    " vendor: canaryVendor, team: canary-desk, audience: {vendor: internal}}\n",
    "content/touchpoints.yaml": "- {id: till, name: Till, channel: shop, team: canary-desk}\n"
    "- {id: canary-vault, name: canaryVault, channel: canary-line}\n",
    "content/evidence/talk.md": "---\ntitle: Talk\nkind: interview\ndate: 2026-01-02\nquotes:\n"
    "  - {text: canaryQuote, persona: canary-vera}\n  - {text: canaryAside, step: checkout/canary-fraud}\n"
    "  - {text: Kept, step: checkout/cart}\nratings: [{step: checkout/cart, persona: canary-vera, emotion: -2}]\n---\n",
    "content/evidence/canary-talk.md": "---\ntitle: canaryTalk\nkind: survey\ndate: 2026-01-02\n"
    "audience: internal\n---\n",
    "content/metrics/canary-nps.yaml": "{name: canaryNps, kind: nps, method: canaryMethod, audience: internal}\n",
    "content/opportunities/canary-idea.md": "---\ntitle: canaryIdea\naudience: internal\n---\n",
    "content/opportunities/faster.md": "---\ntitle: Faster\npains: [checkout/cart/canary-pain, checkout/cart/queue]\n"
    "steps: [checkout/canary-fraud]\nparent: canary-idea\n---\n",
    "content/solutions/canary-fix.md": "---\ntitle: canaryFix\nopportunities: [faster]\naudience: internal\n---\n",
    "content/solutions/fix.md": "---\ntitle: Fix\nopportunities: [faster, canary-idea]\n"
    "expected: [{metric: canary-nps, change: canaryChange}]\n---\n",
    "content/pages/canary-plan.md": "---\ntitle: canaryPlan\nmenu: true\naudience: internal\n---\n"
    "[f](canary-file.pdf)\n",
    "content/pages/open.md": "---\ntitle: Open\n---\n[a plan][p] and ![pixel](open.txt)\n\n[p]: page:canary-plan\n",
    "content/pages/canary-soon.md": "---\ntitle: canarySoon\ndraft: true\n---\n",
    "content/assets/canary-frame.txt": "canaryPixels",
    "content/assets/canary-portrait.txt": "canaryPixels",
    "content/assets/canary-file.pdf": "canaryPdf",
    "content/assets/open.txt": "open",
}  # fmt: skip


def project_for(readers: Readers) -> pipeline.Project:
    project = pipeline.load_tree(tiny(dict(FILES)), readers=readers)
    assert not project.report.has_errors, [(d.code, d.message) for d in project.report]
    return project


def site_for(readers: Readers) -> dict[str, bytes]:
    project = project_for(readers)
    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert result.is_published, result.failed
    return folder.files


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file's bytes, and what is in them in another form."""
    yield content
    for packed in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", content):
        try:
            inner = base64.b64decode(packed + b"=" * (-len(packed) % 4))
            yield inner
            yield zlib.decompress(inner, 47)
        except (ValueError, zlib.error):
            continue
    for start in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b", content)):
        try:
            yield zlib.decompressobj(47).decompress(content[start:])
        except zlib.error:
            continue


def canaries(texts: Iterable[bytes]) -> set[str]:
    return {bird for text in texts for piece in unpacked(text) for bird in CANARY.findall(piece.decode("latin-1"))}


@pytest.fixture(scope="module")
def public() -> dict[str, bytes]:
    return site_for(PUBLIC)


def test_nothing_withheld_is_in_any_byte_or_any_name_of_a_public_build(public: dict[str, bytes]) -> None:
    assert {path: found for path, text in public.items() if (found := canaries([path.encode(), text]))} == {}
    assert len(public) > 60
    assert "assets/open.txt" in public


def test_what_is_for_everybody_is_still_there(public: dict[str, bytes]) -> None:
    page = public["journeys/checkout/index.html"].decode()
    for kept in ("I review the cart", "I pay by card", "A receipt", "The queue", "We print it", "Fine"):
        assert kept in page, kept
    assert "the audit" in page
    assert "withheld" not in page
    assert b"Kept" in public["evidence/talk/index.html"]


def test_every_canary_is_seen_by_those_it_is_for(public: dict[str, bytes]) -> None:
    """Else the first test could not fail: whatever it looks for is somewhere in a build for everyone."""
    written = {bird.lower() for text in FILES.values() for bird in CANARY.findall(text)}
    everyone = site_for(EVERYONE)
    seen = {bird.lower() for bird in canaries([*everyone.values(), *(path.encode() for path in everyone)])}
    assert written - seen == {"canary-pain"}, "the id of a pain is on no page"


def test_an_internal_build_has_what_is_internal_and_no_drafts() -> None:
    found = canaries(site_for(INTERNAL).values())
    assert {"canaryVera", "canaryFraud", "canaryStrategy", "canaryStage", "canaryPortrait"} <= found
    assert not found & {"canaryDraft", "canaryLater", "canaryNext", "canarySoon", "canaryDrafted"}


def test_site_yaml_says_for_whom_a_build_is() -> None:
    files = {**FILES, "site.yaml": SITE + "audience: internal\n"}
    sites = {who: pipeline.load_tree(tiny(files), readers=who).site for who in (Readers(), PUBLIC)}
    assert [persona.id for persona in sites[Readers()].personas] == ["anna", "canary-vera"]
    assert [persona.id for persona in sites[PUBLIC].personas] == ["anna"]


def written_to(folder: Path) -> None:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def bytes_below(folder: Path) -> list[bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [*(path.read_bytes() for path in files), *(path.name.encode() for path in files)]


def test_a_public_build_after_an_internal_one_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    written_to(tmp_path)
    output = tmp_path / "public"
    assert run("build", tmp_path, "--audience", "internal", "--drafts") == 0
    assert "canaryDraft" in canaries(bytes_below(output))
    assert run("build", tmp_path) == 0
    assert canaries(bytes_below(output)) == set()
    assert run("build", tmp_path, "--audience", "internal") == 0, "what the last build left is another's"
    assert "canaryVera" in canaries(bytes_below(output))


def test_a_journey_as_one_file_holds_nothing_withheld(tmp_path: Path) -> None:
    written_to(tmp_path)
    made = tmp_path / "checkout.html"
    assert run("export", "--single-file", "checkout", "--site", tmp_path, "-o", made) == 0
    assert canaries([made.read_bytes()]) == set()
    assert run("export", "--single-file", "canary-audit", "--site", tmp_path, "-o", made) == 2
    assert run("export", "--single-file", "checkout", "--site", tmp_path, "-o", made, "--audience", "internal") == 0
    assert "canaryThought" in canaries([made.read_bytes()])


def test_the_preview_serves_nothing_withheld(tmp_path: Path) -> None:
    written_to(tmp_path)
    preview = Preview(tmp_path)
    assert preview.build().errors == ()
    assert preview.file("personas/canary-vera/index.html") is None
    assert canaries([preview.file("journeys/checkout/index.html") or b"canary"]) == set()


@pytest.mark.git
@pytest.mark.parametrize("form", [["--format", "text"], ["--format", "markdown"], ["--format", "json"], ["--html"]])
def test_a_diff_tells_nothing_of_what_is_withheld(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
    site = GitSite(tmp_path / "site")
    site.commit(dict(FILES))
    site.git("tag", "v1")
    audit = "content/journeys/canary-audit.yaml"
    pay = STEP.replace("canaryActual", "canaryElse").replace("canaryNeed", "canaryWant").replace("Fine", "Good")
    site.write({audit: FILES[audit].replace("canaryGoal", "canaryAim"), "content/journeys/checkout/01-pay.md": pay})
    out = tmp_path / "out.html"
    assert run("diff", "v1", "--site", site.folder, *form, *(["-o", out] if form == ["--html"] else [])) == 0
    told = out.read_bytes() if form == ["--html"] else capsys.readouterr().out.encode()
    assert b"Good" in told
    assert canaries([told]) == set()
    assert run("diff", "v1", "--site", site.folder, "--audience", "internal") == 0
    assert "canaryElse" in capsys.readouterr().out


def test_a_site_is_for_the_public_unless_it_says_otherwise() -> None:
    assert [persona.id for persona in pipeline.load_tree(tiny(dict(FILES))).site.personas] == ["anna"]


@pytest.mark.git
def test_what_is_withheld_now_is_not_told_of_when_it_was_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_before = {path: text.replace("audience: internal", "tags: []") for path, text in FILES.items()}
    site = GitSite(tmp_path / "site")
    site.commit({**FILES, **{path: text for path, text in open_before.items() if "canary-audit" in path}})
    site.git("tag", "v1")
    site.write({"content/journeys/canary-audit.yaml": FILES["content/journeys/canary-audit.yaml"]})
    assert run("diff", "v1", "--site", site.folder) == 0
    assert canaries([capsys.readouterr().out.encode()]) == set()
    site.write({"content/journeys/canary-audit.yaml": None})
    assert run("diff", "v1", "--site", site.folder) == 0
    assert "canaryAudit" in capsys.readouterr().out, "what is gone was open to all"


def test_what_is_remembered_of_one_audience_is_not_believed_of_another() -> None:
    """One folder, one state: for everyone, for the public, then something is opened and withheld again."""
    folder, state, memo = engine.MemoryFolder(), engine.State(), engine.MemoryMemo()
    open_ = {path: text.replace("audience: internal", "tags: []") for path, text in FILES.items() if "vera" in path}
    renderer = pipeline.renderer_of(project_for(EVERYONE), memo)
    for files, readers in ((FILES, EVERYONE), (FILES, PUBLIC), (FILES | open_, PUBLIC), (FILES, PUBLIC)):
        project = pipeline.load_tree(tiny(dict(files)), readers=readers)
        state = pipeline.build(project, renderer, state, folder).state
        found = canaries([*folder.files.values(), *(path.encode() for path in folder.files)])
        assert bool(found) == (readers is EVERYONE or files is not FILES), found


FIELDS = {
    "touchpoint": "till", "channel": "web", "device": "phone", "place": "Here", "actors": ["Tom"], "doing": ["I do"],
    "thinking": ["I think"], "feeling": ["I feel"], "quote": ["I say"], "emotion": {"anna": -1.7}, "effort": 4,
    "expectation": "Quick", "actual": "Slow", "outcome": "falls-short", "needs": ["A need"], "doubts": ["A doubt"],
    "pains": [{"id": "p", "text": "A pain"}], "gains": ["A gain"], "moment_of_truth": "Won", "response":
    {"backstage": ["We print"]}, "systems": ["crm"], "duration": 5, "wait": 6, "evidence": ["talk"],
    "opportunities": ["faster"], "next": ["two"],
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_is_withheld_is_as_if_it_had_not_been_written(name: str) -> None:
    def site_with(step: dict[str, object]) -> str:
        stage = {"name": "Pay", "steps": [{"id": "one", "name": "I pay", **step}, {"id": "two", "name": "I go"}]}
        files = {
            "content/journeys/checkout/01-pay.md": f"---\n{json.dumps(stage)}\n---\n",
            "content/systems.yaml": "[{id: crm, name: CRM}]",
            "content/touchpoints.yaml": "[{id: till, name: Till, channel: shop}]",
            "content/evidence/talk.md": FILES["content/evidence/canary-talk.md"].replace("audience: internal\n", ""),
            "content/opportunities/faster.md": "---\ntitle: Faster\n---\n",
        }
        project = pipeline.load_tree(tiny({**files}))
        assert not project.report.has_errors, list(project.report)
        return digest(project.site)

    without = {key: value for key, value in FIELDS.items() if key != name}
    assert site_with({**FIELDS, "audience": {name: "internal"}}) == site_with(without) != site_with(FIELDS)


OPEN_ONCE = {
    "content/journeys/checkout/journey.md": "---\ntitle: I check out\npersonas: [anna]\ngoal: Pay\n---\n",
    "content/journeys/checkout/01-pay.md": """\
---
name: Pay
expectations: [canaryHope]
steps:
  - {id: old-step, name: canaryStep, pains: [canaryPain]}
  - {id: old-till, name: At the till, doing: [canaryDone], moment_of_truth: canaryTruth, emotion: 1,
     pains: [{id: queue, text: canaryQueue, owner: canaryOwner}, {id: till, text: The till, owner: canaryTeam}]}
  - {id: card, name: I pay, quote: [canaryQuote], gains: [canaryGain], needs: [canaryNeed], next: [{exit: canaryExit}],
     image: canary-frame.txt, response: {backstage: [canaryAct]}}
---
""",
    "content/journeys/checkout/02-old.md": "---\nname: canaryStage\n---\n",
    "content/evidence/talk.md": "---\ntitle: Talk\nkind: interview\ndate: 2026-01-02\nquotes: [canarySaid]\n---\n",
    "content/assets/canary-frame.txt": "canaryPixels",
    "content/personas/canary-tom.md": "---\nname: canaryTom\n---\n",
}
WITHHELD_NOW = {
    "content/journeys/checkout/01-pay.md": """\
---
name: Pay
expectations: [{text: canaryHope, audience: internal}]
steps:
  - {id: new-step, formerly: [old-step], name: canaryStep, audience: internal, pains: [canaryPain]}
  - {id: new-till, formerly: [old-till], name: At the till, doing: [canaryDone], moment_of_truth: canaryTruth,
     emotion: 1, audience: {doing: internal, moment_of_truth: internal},
     pains: [{id: queue, text: canaryQueue, owner: canaryOwner, audience: internal},
             {id: till, text: The till, owner: canaryTeam, audience: {owner: internal}}]}
  - {id: card, name: I pay, quote: [{text: canaryQuote, audience: internal}],
     gains: [{text: canaryGain, audience: internal}], needs: [{text: canaryNeed, audience: internal}],
     next: [{exit: canaryExit, audience: internal}], image: {src: canary-frame.txt, audience: internal},
     response: {backstage: [{text: canaryAct, audience: internal}]}}
---
""",
    "content/journeys/checkout/02-old.md": None,
    "content/personas/canary-tom.md": "---\nname: canaryTom\naudience: internal\n---\n",
    "content/journeys/checkout/02-new.md": "---\nname: canaryStage\nformerly: [old]\naudience: internal\n---\n",
    "content/evidence/talk.md": "---\ntitle: Talk\nkind: interview\ndate: 2026-01-02\n"
    "quotes: [{text: canarySaid, audience: internal}]\n---\n",
}


@pytest.mark.git
def test_whatever_was_open_once_is_told_of_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under other ids, as single fields, and as words that have no id; by diff, by history, by kept releases."""
    site = GitSite(tmp_path / "site")
    settings = {
        "site.yaml": "title: Tiny\nurl: https://example.org/\nhistory: {keep: 2}\n"
        "saved_views: [{name: canaryView, list: journeys, query: persona=canary-tom}]\n"
    }
    site.commit({**tiny().files, **OPEN_ONCE, **settings})  # type: ignore[dict-item]
    site.git("tag", "v1")
    site.commit(dict(WITHHELD_NOW))
    site.git("tag", "v2")

    assert run("build", site.folder) == 0
    built = bytes_below(site.folder / "public")
    assert (site.folder / "public/releases/v1/journeys/checkout/index.html").is_file()
    assert canaries(built) == set()
    capsys.readouterr()
    for form in ("text", "json", "markdown"):
        assert run("diff", "v1..v2", "--site", site.folder, "--format", form) == 0
        assert canaries([capsys.readouterr().out.encode()]) == set()

    assert run("build", site.folder, "--audience", "internal") == 0
    assert len(canaries(bytes_below(site.folder / "public"))) > 10
