"""The ecosystem shows who meets which touchpoint and who stands behind it, and says the same in words."""

from __future__ import annotations

from xml.etree import ElementTree

from conftest import PAY, Load

from cjmgen.diagrams import choose, render_svg
from cjmgen.views.ecosystem import Contact, Ecosystem, compute
from cjmgen.views.ecosystem.picture import MAX_TOUCHPOINTS

SVG = "{http://www.w3.org/2000/svg}"
TOUCHPOINTS = """\
    - {id: till, name: Till, channel: shop, team: retail, systems: [tills]}
    - {id: page, name: Product page, channel: web, team: web}
    - {id: fax, name: Fax form, channel: web, status: retired}
    - {id: window, name: Shop window, channel: shop}
    """
FILES = {
    "content/teams.yaml": "- {id: retail, name: Retail}\n- {id: web, name: Web shop}\n",
    "content/systems.yaml": "- {id: tills, name: Shop tills}\n",
    "content/touchpoints.yaml": TOUCHPOINTS,
    "content/journeys/checkout/01-pay.md": PAY.replace(
        "channel: web, emotion: 1", "touchpoint: page, emotion: 1"
    ).replace("channel: web, emotion: -1.5", "touchpoint: till"),
}
FUTURE = """\
    ---
    title: I check out, as it should be
    personas: [anna]
    goal: Pay
    state: future
    ---
    """


def ecosystem(load: Load, files: dict[str, str | None] | None = None) -> Ecosystem:
    project = load({**FILES, **(files or {})})
    assert not project.report.has_errors, project.report
    found = compute(project.site, project.atlases["en"])
    assert found is not None
    return found


def contact(view: Ecosystem, id: str) -> Contact:
    return next(c for channel in view.channels for c in channel.contacts if c.target.id == id)


def drawing(view: Ecosystem, dot: str) -> ElementTree.Element:
    return ElementTree.fromstring(render_svg(choose(), dot, view.layout, id="e", title="T", desc="D"))


def test_a_touchpoint_stands_between_who_meets_it_and_who_runs_it(load: Load) -> None:
    till = contact(ecosystem(load), "till")

    assert [(meeting.mark.name, meeting.steps, meeting.is_wish) for meeting in till.meetings] == [("Anna", 1, False)]
    assert till.team is not None
    assert (till.team.name, [system.name for system in till.systems]) == ("Retail", ["Shop tills"])


def test_what_nobody_meets_or_owns_is_named_unless_it_is_retired(load: Load) -> None:
    view = ecosystem(load)

    assert [target.id for target in view.unmet] == ["window"]
    assert [target.id for target in view.unowned] == ["window"]


def test_a_map_of_the_future_is_only_a_wish(load: Load) -> None:
    stage = FILES["content/journeys/checkout/01-pay.md"].replace("touchpoint: page", "touchpoint: window")
    files = {"content/journeys/dream/journey.md": FUTURE, "content/journeys/dream/01-pay.md": stage}
    view = ecosystem(load, files)

    assert [meeting.is_wish for meeting in contact(view, "window").meetings] == [True]
    assert [(m.steps, m.is_wish) for m in contact(view, "till").meetings] == [(2, False)]
    assert [target.id for target in view.unmet] == ["window"]
    assert view.has_wishes


def test_every_name_of_the_words_is_in_the_picture_and_leads_to_its_page(load: Load) -> None:
    view = ecosystem(load)
    links = {a.get("href") for a in drawing(view, view.detail).iter(f"{SVG}a")}

    assert links == {
        "to/persona/anna", "to/team/retail", "to/team/web",
        "to/system/tills", *(f"to/touchpoint/{id}" for id in ("till", "page", "fax", "window")),
    }  # fmt: skip
    assert view.overview == ""


def test_too_many_touchpoints_are_shown_by_channel_and_in_the_table(load: Load) -> None:
    many = "".join(f"- {{id: t{n}, name: T {n}, channel: shop, team: retail}}\n" for n in range(MAX_TOUCHPOINTS))
    view = ecosystem(
        load,
        {
            "content/touchpoints.yaml": "- {id: till, name: Till, channel: shop}\n"
            "- {id: page, name: Page, channel: web}\n" + many
        },
    )

    assert view.detail == ""
    assert "to/channel/shop" in {a.get("href") for a in drawing(view, view.overview).iter(f"{SVG}a")}
    assert sum(len(channel.contacts) for channel in view.channels) == MAX_TOUCHPOINTS + 2


def test_hostile_names_are_words_in_the_picture(load: Load) -> None:
    hostile = '\\N <b>"x"</b> &amp; ; ]'
    touchpoints = TOUCHPOINTS.replace("Till", "'\\N <b>\"x\"</b> &amp; ; ]'")
    view = ecosystem(load, {"content/touchpoints.yaml": touchpoints})
    titles = [title.text for title in drawing(view, view.detail).iter(f"{SVG}title")]

    assert contact(view, "till").target.name == hostile
    assert any("\\N" in (title or "") for title in titles)
    assert "<b>" not in view.detail


def test_without_ties_there_is_no_ecosystem(load: Load) -> None:
    project = load({"content/touchpoints.yaml": "- {id: a, name: A, channel: web}\n- {id: b, name: B, channel: web}\n"})

    assert compute(project.site, project.atlases["en"]) is None
