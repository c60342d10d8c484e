"""``cjmgen diff``: what it says of a repository, in which form, and with which exit code."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import fields, is_dataclass
from pathlib import Path

import jsonschema
import pytest
import yaml
from command_line import run
from conftest import ANNA, CHECKOUT, PAY
from git_site import GitSite, tiny_repository

import cjmgen.diff
import cjmgen.model
from cjmgen.analysis.change_facts import APART, APPEARANCE
from cjmgen.diff import compared
from cjmgen.diff import json as changes_json
from cjmgen.diff.markdown import MARK, MOST_CHARACTERS, harmless
from cjmgen.diff.page import page
from cjmgen.history.names import DEEPEN
from cjmgen.program import bundled

pytestmark = pytest.mark.git
STAGE = "content/journeys/checkout/01-pay.md"
TALKS = "---\nkind: interview\ndate: 2026-01-01\ntitle: Talks\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> GitSite:
    """The tiny site, and "v1" of it."""
    made = tiny_repository(tmp_path / "site")
    made.git("tag", "v1")
    return made


def changed(site: GitSite, asked: str = "v1") -> list[tuple[str, str, object, object]]:
    """Subject, field or kind, before and after of every change."""
    found = json.loads(run("diff", asked, "--site", site.folder, "--format", "json").out)
    return [
        (one["subject"]["id"], one["field"] or one["kind"], _plain(one["before"]), _plain(one["after"]))
        for one in found["changes"]
    ]


def _plain(value: object) -> object:
    return value["id"] if isinstance(value, dict) else value


def test_what_changed_in_words(site: GitSite) -> None:
    worse = PAY.replace("emotion: 1}", "emotion: -1, pains: [{text: the cart is empty, severity: high}]}")
    site.write({STAGE: worse, "content/personas/omar.md": "---\nname: Omar\n---\n"})
    ran = run("diff", "v1", "--site", site.folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "From v1 to the files as they are now",
        "3 changes, 2 things worse",
        "",
        "journey  I check out",
        "  ▼ step “I review the cart”: pains: new: the cart is empty",
        "  ▼ step “I review the cart”: emotion · Anna: +1.0 → −1.0",
        "",
        "persona  Omar",
        "  + new",
    ]


def test_in_another_language_of_the_site(site: GitSite) -> None:
    site.write(
        {"site.yaml": "title: Tiny\nlanguages: [en, pl]\n", "content/personas/omar.md": "---\nname: Omar\n---\n"}
    )
    said = run("diff", "v1", "--site", site.folder, "--lang", "pl").out
    assert "persona  Omar\n  + nowe\n" in said
    assert run("diff", "v1", "--site", site.folder, "--lang", "de").code == 2


def test_nothing_said_compares_with_what_was_saved_last(site: GitSite) -> None:
    assert "Nothing changed" in run("diff", "--site", site.folder).out
    site.write({"content/personas/anna.md": ANNA.replace("Anna", "Anne")})
    ran = run("diff", "--site", site.folder)
    assert ran.out.splitlines()[0] == "From the last version that was saved to the files as they are now"
    assert "name: Anna → Anne" in ran.out


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 0), (("--exit-code",), 1), (("--fail-on", "lost"), 0), (("--fail-on", "worse"), 1)],
)
def test_the_exit_code_can_say_it(site: GitSite, options: tuple[str, ...], code: int) -> None:
    for same in (("--exit-code",), ("--fail-on", "worse")):
        assert run("diff", "v1", "--site", site.folder, *same).code == 0
    site.write({STAGE: PAY.replace("emotion: 1}", "emotion: -1}")})
    assert run("diff", "v1", "--site", site.folder, *options).code == code


def test_a_reference_that_was_lost_fails_if_that_is_asked(site: GitSite) -> None:
    site.commit(
        {
            "content/evidence/talks.md": TALKS,
            STAGE: PAY.replace("emotion: 1}", "emotion: 1, evidence: talks}"),
        }
    )
    site.write({"content/evidence/talks.md": None, STAGE: PAY})
    ran = run("diff", "HEAD", "--site", site.folder, "--fail-on", "lost")
    assert ran.code == 1
    assert "  ! step “I review the cart”: evidence: gone: Talks" in ran.out.splitlines()


def test_json_keeps_to_its_schema(site: GitSite) -> None:
    stage = PAY.replace("emotion: 1}", "emotion: 2, evidence: talks}").replace("cart, name: I", "bag, name: We")
    site.write({STAGE: stage, "content/evidence/talks.md": TALKS})
    schema = json.loads(run("schema", "diff").out)
    assert schema == changes_json.SCHEMA
    for asked in ("v1", "v1..HEAD", None):
        arguments = ["diff", *([asked] if asked else []), "--site", site.folder, "--format", "json"]
        jsonschema.validate(json.loads(run(*arguments).out), schema, jsonschema.Draft202012Validator)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"format": 1})


def test_markdown_is_short_says_the_worst_first_and_takes_no_order_from_authors(site: GitSite) -> None:
    evil, link = "@everyone #1 <img src=x> | *b* `c` ~~d~~ $x$", "[a](https://evil.example) <b>c</b>"
    steps = "".join(f'  - {{id: s{n}, name: "I do {n} {evil}", emotion: -2}}\n' for n in range(1500))
    site.write({STAGE: PAY.replace("emotion: 1}", "emotion: -2}"),
                "content/personas/anna.md": f'---\nname: Anna\nrole: "{link}"\n---\n',
                "content/journeys/checkout/02-more.md": f"---\nname: More\nsteps:\n{steps}---\n"})  # fmt: skip
    said = run("diff", "v1", "--site", site.folder, "--format", "markdown").out
    assert said.startswith(MARK)
    assert len(said) < MOST_CHARACTERS * 1.2
    table = [line for line in said.splitlines() if line.startswith("| ")]
    assert "▼ worse" in table[1]
    assert "and 1472 more" in said
    assert not re.search(r"@everyone|#1\b|(?<!\\)<(img|b>c)|\]\(http", said)


def test_words_made_harmless_stay_readable() -> None:
    assert harmless("Pay & go") == r"Pay \& go"
    assert "\n" not in harmless("a\n\n# b")
    assert harmless("@anna and #12") == "@\u2060anna and \\#\u206012"


def test_a_terminal_obeys_nothing_an_author_wrote(site: GitSite) -> None:
    site.write({"content/personas/evil.md": '---\nname: "A\\u001b[31m\\u202eB"\n---\n'})
    said = run("diff", "v1", "--site", site.folder).out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_the_page_lays_both_curves_over_each_other_and_marks_what_changed(site: GitSite, tmp_path: Path) -> None:
    site.write({STAGE: PAY.replace("emotion: 1}", "emotion: -1, pains: [<b>bold</b>]}")})
    file = tmp_path / "page.html"
    ran = run("diff", "v1", "--site", site.folder, "--html", "-o", file)
    assert (ran.code, ran.out) == (0, "")
    html = file.read_text("utf-8")
    assert html == page(compared(site.folder, "v1"), site.folder)
    assert html.count('class="curve curve-sheet__picture') == 1
    assert len(re.findall(r'<g class="is-p1( is-other)?">\s*<path class="curve__halo"', html)) == 2
    assert re.search(r'<tr class="is-worse">.*?<del class="told__was">.*?\+1.*?<ins class="told__is">.*?−1', html, re.S)
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert "<b>bold</b>" not in html.partition('id="journey-checkout"')[2]
    assert run("diff", "v1", "--site", site.folder, "--html", "--format", "json").code == 2


def test_what_the_interface_has_no_words_for_does_not_exist() -> None:
    """Every field of the model can be told, in every language."""
    names = {
        field.name
        for name in cjmgen.model.__all__
        if is_dataclass(cls := getattr(cjmgen.model, name))
        and name not in ("Approval", "Translation", "Target", "StepRef", "Site")
        for field in fields(cls)
        if field.compare
    }
    names -= {*APART, *APPEARANCE, "response", "low", "high", "key", "frontstage", "backstage", "support", "src"}
    names -= {"metric", "exit"}
    wanted = {f"change.{name.replace('_', '-')}" for name in names}
    words = yaml.safe_load((bundled() / "default/strings/en.yaml").read_text("utf-8"))
    assert wanted - words.keys() == set()


# Renames, moves, merges and other things that happen to files


def test_a_journey_whose_folder_was_renamed_is_the_same_journey(site: GitSite) -> None:
    site.git("mv", "content/journeys/checkout", "content/journeys/till")
    site.commit({"content/journeys/till/journey.md": CHECKOUT.replace("title:", "formerly: checkout\n    title:")})
    assert changed(site) == [("till", "renamed", "checkout", "till")]


def test_a_file_that_got_another_name_changes_nothing_and_a_stage_may_change_its_place(site: GitSite) -> None:
    site.commit({"content/journeys/checkout/02-wait.md": "---\nname: Wait\n---\n"})
    site.commit({"content/journeys/checkout/03-go.md": "---\nname: Go\n---\n"})
    site.git("tag", "v2")
    site.git("mv", STAGE, STAGE.replace("01", "04"))
    site.commit()
    assert changed(site, "v2..HEAD") == [("checkout/pay", "moved", 1, 3)]
    site.git("mv", STAGE.replace("01", "04"), STAGE.replace("01", "05"))
    assert changed(site, "HEAD") == []


def test_a_persona_that_was_removed_leaves_the_journeys(site: GitSite) -> None:
    site.commit({"content/personas/omar.md": "---\nname: Omar\n---\n", STAGE: PAY,
                 "content/journeys/checkout/journey.md": CHECKOUT.replace("[anna]", "[anna, omar]")})  # fmt: skip
    site.commit({"content/personas/omar.md": None, "content/journeys/checkout/journey.md": CHECKOUT})
    assert changed(site, "HEAD~1..HEAD") == [("checkout", "personas", "omar", None), ("omar", "removed", None, None)]


def test_a_merge_is_compared_like_any_version_and_an_empty_commit_is_no_change(site: GitSite) -> None:
    site.git("switch", "--quiet", "--create", "feature")
    site.commit({"content/personas/omar.md": "---\nname: Omar\n---\n"})
    site.git("tag", "on-a-branch")
    site.git("switch", "--quiet", "main")
    site.commit({"content/personas/li.md": "---\nname: Li\n---\n"})
    site.git("merge", "--quiet", "--no-edit", "feature")
    site.commit(message="Nothing")
    assert changed(site, "v1..HEAD") == [("li", "added", None, None), ("omar", "added", None, None)]
    assert changed(site, "HEAD~1..HEAD") == []
    assert changed(site, "v1..on-a-branch") == [("omar", "added", None, None)]
    assert changed(site, "on-a-branch..HEAD") == [("li", "added", None, None)]


def test_other_line_ends_and_comments_are_no_change(site: GitSite) -> None:
    files = {path: (site.folder / path).read_bytes() for path in (STAGE, "content/personas/anna.md", "site.yaml")}
    site.write({path: text.replace(b"\n", b"\r\n") for path, text in files.items()})
    assert changed(site) == []
    site.commit()
    assert changed(site, "v1..HEAD") == []
    site.write({STAGE: PAY.replace("steps:", "# the till\n    steps:")})
    assert changed(site) == []


def test_names_of_authors_and_branches_are_never_shown_as_markup_or_run(site: GitSite) -> None:
    site.commit({STAGE: PAY.replace("emotion: 1}", "emotion: 2}")}, "$(touch x)", author="</title><script>alert(1)//")
    site.git("branch", "--", "`x`<img>")
    said = run("diff", "v1..`x`<img>", "--site", site.folder, "--format", "markdown")
    assert (said.code, "<img>" in said.out) == (0, False)
    assert r"\`x\`\<img\>" in said.out


def test_a_version_with_mistakes_is_compared_as_far_as_it_goes(site: GitSite) -> None:
    site.write({"content/personas/omar.md": "---\nnam: Omar\n---\n", "content/personas/li.md": "---\nname: Li\n---\n"})
    ran = run("diff", "v1", "--site", site.folder)
    assert (ran.code, ran.err) == (
        0,
        "the second version has 1 mistake: what is wrong there looks as if it were gone\n",
    )
    assert "persona  Li" in ran.out


def test_a_folder_without_a_repository_a_version_that_is_not_there_and_a_clone_too_small(
    site: GitSite, tmp_path: Path
) -> None:
    (tmp_path / "plain").mkdir()
    ran = run("diff", "--site", tmp_path / "plain")
    assert (ran.code, "no Git repository" in ran.err) == (2, True)
    assert run("diff", "v0", "--site", site.folder).code == 2
    assert run("diff", "--no-such-option", "--site", site.folder).code == 2
    site.commit()
    clone = tmp_path / "clone"
    command = ["git", "clone", "--quiet", "--depth=1", "--no-tags", f"file://{site.folder}", clone]
    subprocess.run(command, check=True)
    ran = run("diff", "v1", "--site", clone)
    assert (ran.code, DEEPEN in ran.err) == (2, True)


def test_a_slip_of_the_keyboard_overwrites_nothing(site: GitSite) -> None:
    before = (site.folder / "site.yaml").read_bytes()
    for options in ((), ("--html",), ("--format", "json"), ("--format", "markdown")):
        assert run("diff", "v1", "--site", site.folder, *options, "-o", site.folder / "site.yaml").code == 2
    assert (site.folder / "site.yaml").read_bytes() == before
    assert run("diff", "v1", "--site", site.folder, "-o", site.folder / "told.txt").code == 0
    assert (site.folder / "told.txt").read_text("utf-8") == run("diff", "v1", "--site", site.folder).out


def test_a_site_that_was_not_there_is_said(site: GitSite) -> None:
    site.git("rm", "--quiet", "-r", ".")
    site.commit({"README.md": "Empty"})
    site.git("revert", "--no-edit", "HEAD")
    ran = run("diff", "HEAD~1..HEAD", "--site", site.folder)
    assert (ran.code, "has no site in this folder" in ran.err) == (2, True)


def test_a_way_on_to_a_journey_that_was_passed_over_is_no_stumbling_block(site: GitSite) -> None:
    away = PAY.replace("channel: web, emotion: 1}", "touchpoint: till, next: [{journey: home}]}")
    till = "content/touchpoints/till.md"
    site.commit(
        {
            STAGE: away,
            till: "---\nname: Till\nchannel: web\n---\n",
            "content/journeys/home.md": "---\ntitle: I go home\npersonas: [anna]\n---\n",
        }
    )
    site.write(
        {
            till: "---\nname: Till\nchannel: phone\n---\n",
            "content/journeys/checkout/journey.md": CHECKOUT.replace("Pay and", "Be"),
        }
    )
    assert changed(site, "HEAD") == [
        ("checkout", "goal", "Pay and be done", "Be be done"),
        ("till", "channel", "web", "phone"),
    ]


def test_times_and_shares_are_told_with_their_units(site: GitSite) -> None:
    site.commit({STAGE: PAY.replace("emotion: 1}", "emotion: 1, wait: 2 d, next: [{exit: Gives up, share: 10}]}")})
    site.write({STAGE: PAY.replace("emotion: 1}", "emotion: 1, wait: 35 min, next: [{exit: Gives up, share: 5}]}")})
    said = run("diff", "HEAD", "--site", site.folder).out.replace("\xa0", " ").replace("\u202f", " ")
    assert "waiting: 2 d → 35 min" in said
    assert "share: 10 % → 5 %" in said
