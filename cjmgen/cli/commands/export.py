"""cjmgen export: a journey as one file, to send or to hang up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from cjmgen.cli.journey_argument import id_of, journey_of
from cjmgen.cli.output_file import output_file, write
from cjmgen.cli.readers_options import readers_options
from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import Severity
from cjmgen.exporters.paper import PAPERS_MM

if TYPE_CHECKING:
    from cjmgen.pipeline import Project


Audience = Literal["public", "internal"]
For = tuple[Audience | None, bool]
"""An audience, and whether drafts are shown."""
Command = TypeVar("Command", bound=Callable[..., Any])


def _common(command: Command) -> Command:
    """The options of every export."""
    for option in (
        click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write."),
        click.option("--lang", metavar="LANG", help="In which language  [default: the site's first]."),
        click.option(
            "--site",
            "root",
            default=".",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Folder of the site  [default: this one].",
        ),
    ):
        command = option(command)
    return readers_options(command)


@click.group(invoke_without_command=True)
@click.option("--single-file", "journey", metavar="JOURNEY", help="Map and curve as one HTML file, pictures inside.")
@_common
@click.pass_context
def export(
    ctx: click.Context,
    journey: str | None,
    output: Path | None,
    lang: str | None,
    root: Path,
    audience: Audience | None,
    drafts: bool,
) -> int:
    """Take a journey out of the site, to send it or to hang it up.

    \b
    cjmgen export --single-file checkout              checkout.html, for e-mail
    cjmgen export poster checkout --paper A1          checkout-A1.pdf
    cjmgen export poster checkout --paper A3 --format png

    JOURNEY is its id, or journeys/ID.  The one file holds stylesheet and pictures, runs no script and asks nothing
    of the network; what leads to other pages is an address if site.yaml has a "url", else plain words.
    """
    if ctx.invoked_subcommand is not None:
        if journey is not None or output is not None or lang is not None or root != Path():
            raise click.UsageError(f'give options after "{ctx.invoked_subcommand}", and no --single-file')
        return 0
    if journey is None:
        raise click.UsageError("say what: --single-file JOURNEY, or poster JOURNEY")
    return _page(ctx.obj, root, journey, lang, output, (audience, drafts))


@export.command()
@click.argument("journey")
@click.option("--paper", type=click.Choice(tuple(PAPERS_MM), case_sensitive=False), default="A1", show_default=True)
@click.option("--format", "kind", type=click.Choice(("pdf", "png")), default="pdf", show_default=True)
@click.option(
    "--browser",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which  [default: any there is].",
)
@_common
@click.pass_obj
def poster(
    ui: Ui,
    journey: str,
    paper: str,
    kind: str,
    browser: Path | None,
    output: Path | None,
    lang: str | None,
    root: Path,
    audience: Audience | None,
    drafts: bool,
) -> int:
    """The poster of a journey on one sheet, made by this machine's Chromium, Chrome or Edge.

    \b
    cjmgen export poster checkout --paper A1
    cjmgen export poster checkout --paper A3 --format png -o wall.png
    """
    from cjmgen.exporters import paper as papers
    from cjmgen.exporters.browser import BrowserFailed, NoBrowser, find_browser, print_pdf, take_picture
    from cjmgen.exporters.pdf import dated

    target = output_file(output, f".{kind}", Path(f"{id_of(journey)}-{paper}.{kind}"))
    try:
        found = browser.resolve() if browser else find_browser()
    except NoBrowser as error:
        ui.fail(str(error), "install one, or name it: --browser FILE; or print the poster's page from any browser")
        return 3
    last_words = papers.on_paper(paper) if kind == "pdf" else papers.ALONE
    taken = _exported(ui, root, journey, lang, "poster", (), last_words, (audience, drafts))
    if isinstance(taken, int):
        return taken
    html, day = taken
    with tempfile.TemporaryDirectory(prefix="cjmgen-poster-") as folder:
        page, made = Path(folder).resolve() / "poster.html", Path(folder).resolve() / f"poster.{kind}"
        page.write_text(html, "utf-8", newline="\n")
        try:
            if kind == "pdf":
                print_pdf(found, page, made)
            else:
                width, height = papers.screen_px(paper)
                take_picture(found, page, made, width_px=width, height_px=height, scale=papers.dots_per_px())
        except BrowserFailed as error:
            ui.fail(str(error), "try another with --browser FILE, or print the poster's page from any browser")
            return 3
        write(target, dated(made.read_bytes(), day) if kind == "pdf" and day else made.read_bytes())
    ui.say(f"{target}: {paper}, {_size(target)}")
    return 0


def _page(ui: Ui, root: Path, journey: str, lang: str | None, output: Path | None, readers: For) -> int:
    target = output_file(output, ".html", Path(f"{id_of(journey)}.html"))
    taken = _exported(ui, root, journey, lang, "map-grid", ("emotion-curve",), "", readers)
    if isinstance(taken, int):
        return taken
    write(target, taken[0].encode())
    ui.say(f"{target}: {_size(target)}")
    return 0


def _exported(
    ui: Ui, root: Path, journey: str, lang: str | None, view: str, also: tuple[str, ...], style: str, readers: For
) -> tuple[str, date | None] | int:
    """A page of a journey, with what further views say below it, as one file, and its day; or the exit code."""
    from cjmgen import engine, pipeline
    from cjmgen.loading import Readers
    from cjmgen.rendering.urls import base_of

    project = pipeline.load(root, readers=Readers(*readers))
    failed = ui.exit_code(project)
    if failed or project.config is None:
        ui.show(project, least=Severity.ERROR)
        ui.say("nothing was written")
        return failed
    lang = lang or project.config.lang
    _refuse_unknown(project, lang)
    ident = journey_of(project, journey).id
    renderer = pipeline.renderer_of(project, engine.memo_of(root))
    paths = [_path(project, ident, lang, name) for name in (view, *also)]
    files = pipeline.some_files(project, renderer, paths)
    if project.report.has_errors:
        ui.show(project, least=Severity.ERROR)
        return 3 if any(d.code == "B002" for d in project.report) else 1
    if paths[0] not in files:
        raise click.UsageError(f'the site has no "{view}" of this journey: it has no steps, or "views:" leaves it out')
    headings = [str(renderer.words[lang].get(f"{name}.tab", name)) for name in also]
    return _one_file(files, paths, headings, base_of(project.editions[lang].url), style), project.revision.day


def _one_file(files: Mapping[str, bytes], paths: list[str], headings: list[str], url: str | None, style: str) -> str:
    from cjmgen.exporters.single_file import Page, single_file

    first, *others = (Page(path=path, html=files[path].decode()) if path in files else None for path in paths)
    assert first is not None
    below = tuple((heading, page) for heading, page in zip(headings, others, strict=True) if page is not None)
    return single_file(first, files, url=url, also=below, style=style)


def _refuse_unknown(project: Project, lang: str) -> None:
    if lang not in project.editions:
        raise click.UsageError(f'the site does not speak "{lang}"; it speaks {", ".join(project.editions)}')


def _path(project: Project, ident: str, lang: str, view: str) -> str:
    from cjmgen.rendering.urls import edition_root, path_of

    tab = "" if view == "map-grid" else f"{view}/"
    first = next(iter(project.editions))
    return edition_root(lang, first) + path_of("journey", ident).replace("index.html", f"{tab}index.html")


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1000:.0f} KB"


COMMAND = export
