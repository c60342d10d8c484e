"""cjmgen translate: what is translated, and which translations are up to date."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError

if TYPE_CHECKING:
    from cjmgen.model import Translation
    from cjmgen.pipeline import Project

STATES = {"outdated": "out of date", "partly": "in part", "none": "not"}
SHOWN = 4


@click.group()
def translate() -> None:
    """Say what is translated, and accept translations as up to date.

    \b
    cjmgen translate status                       what is missing or out of date
    cjmgen translate status --lang pl             in one language
    cjmgen translate accept content/personas/anna.pl.md
    cjmgen translate accept --all                 all of them follow their originals
    """


@translate.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--lang", metavar="TAG", help="One language only.")
@click.option("--format", type=click.Choice(("text", "json")), default="text", help="For people or machines.")
@click.pass_obj
def status(ui: Ui, root: Path, lang: str | None, format: str) -> int:
    """Say what is translated, what is missing, and what is older than its original.

    \b
    cjmgen translate status
    cjmgen translate status --lang pl --format json
    """
    from cjmgen.history.originals import changed_since

    project = _project(ui, root)
    if project is None:
        return 1
    languages = _languages(project, lang)
    found = [t for t in project.site.translations if t.lang in languages]
    changed = {t: changed_since(root, t) for t in found if t.is_outdated}
    if format == "json":
        import json

        ui.block(json.dumps([_row(t, changed.get(t)) for t in found], indent=2, ensure_ascii=False))
        return 0
    for language in languages:
        for line in _lines(language, [t for t in found if t.lang == language], changed):
            ui.print(line)
    return 0


@translate.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--all", "everything", is_flag=True, help="Every translation there is.")
@click.option("--site", "root", default=".", help="The site's folder, if not this one.",
              type=click.Path(path_type=Path, exists=True, file_okay=False))  # fmt: skip
@click.pass_obj
def accept(ui: Ui, files: tuple[str, ...], everything: bool, root: Path) -> int:
    """Note in translations what their originals say now: they are up to date.

    Writes the key "translated_from" and leaves everything else in the files as it is.

    \b
    cjmgen translate accept content/personas/anna.pl.md
    cjmgen translate accept --all
    """
    if bool(files) == everything:
        raise click.UsageError("name the files, or say --all", click.get_current_context())
    from cjmgen.engine.files import rewrite
    from cjmgen.loading.accepting import accept as accepted

    project = _project(ui, root)
    if project is None:
        return 1
    there = [t for t in project.site.translations if t.is_there]
    if not there:
        ui.say("there is no translation yet: cjmgen translate status says which files to write")
        return 0
    wanted = {t.path for t in there} if everything else {_named(file, root, there) for file in files}
    results = accepted(project.tree, (t for t in there if t.path in wanted))
    for result in results:
        if result.content is None:
            ui.fail(f"{result.path} is left as it is: {result.why}", "write the key by hand: cjmgen translate status")
        elif result.is_changed:
            rewrite(root / result.path, result.content)
            ui.print(f"accepted {result.path}")
    unchanged = sum(not result.is_changed and result.content is not None for result in results)
    if unchanged:
        ui.say(f"{unchanged} {'was' if unchanged == 1 else 'were'} up to date already")
    return 1 if any(result.content is None for result in results) else 0


def _project(ui: Ui, root: Path) -> Project | None:
    """The site; ``None`` if it has errors, which are shown: what is broken cannot be compared."""
    from cjmgen import pipeline
    from cjmgen.diagnostics import Severity
    from cjmgen.loading import EVERYONE

    project = pipeline.load(root, readers=EVERYONE)
    if project.report.has_errors:
        ui.show(project, least=Severity.ERROR)
        ui.summarise(project.report)
        return None
    return project


def _languages(project: Project, lang: str | None) -> tuple[str, ...]:
    others = tuple(project.editions)[1:]
    if lang is not None and lang not in others:
        hint = f"one of: {', '.join(others)}" if others else 'name languages in site.yaml: "languages: [en, pl]"'
        raise CjmgenError(f'nothing here is translated into "{lang}"', hint)
    if not others:
        raise CjmgenError("this site has one language", 'name more in site.yaml: "languages: [en, pl]"')
    return (lang,) if lang else others


def _named(file: str, root: Path, there: list[Translation]) -> str:
    """The path below the site's folder of a file, named from here or from there."""
    paths = {t.path for t in there}
    path = Path(file).as_posix().removeprefix("./")
    if path in paths:
        return path
    below = Path(os.path.relpath(Path(file).resolve(), root.resolve())).as_posix()
    if below in paths:
        return below
    raise CjmgenError(f"{file} is no translation", "name a file like content/personas/anna.pl.md, beside its original")


def _row(translation: Translation, changed: tuple[str, ...] | None) -> dict[str, object]:
    return {
        "lang": translation.lang,
        "kind": translation.kind,
        "id": translation.id,
        "path": translation.path,
        "exists": translation.is_there,
        "original": translation.original.path,
        "state": translation.state,
        "texts": translation.texts,
        "missing": list(translation.missing),
        "tracked": translation.translated_from is not None,
        "translated_from": translation.translated_from,
        "now": translation.now,
        "changed": None if changed is None else list(changed),
    }


def _lines(lang: str, found: list[Translation], changed: Mapping[Translation, tuple[str, ...] | None]) -> list[str]:
    states = [t.state for t in found]
    untracked = sum(t.is_there and t.translated_from is None for t in found)
    said = [f"{states.count('whole')} of {len(found)} translated"]
    said += [f"{n} {word}" for state, word in STATES.items() if (n := states.count(state))]
    if untracked:
        said.append(f"{untracked} not tracked")
    lines = [f"{lang}: {', '.join(said)}"]
    for state, word in STATES.items():
        for t in found:
            if t.state == state:
                item = f" ({t.id})" if t.original.keys else ""
                since = changed.get(t)
                about = "; ".join((*_lacking(t), *((f"changed: {_some(since)}",) if since else ())))
                lines.append(f"  {word:<12}{t.path}{item}{f': {about}' if about else ''}")
    return lines


def _lacking(translation: Translation) -> tuple[str, ...]:
    if translation.extent != "partly":
        return ()
    return (f"{len(translation.missing)} of {translation.texts} missing: {_some(translation.missing)}",)


def _some(keys: tuple[str, ...]) -> str:
    more = len(keys) - SHOWN
    return ", ".join(keys[:SHOWN]) + (f" and {more} more" if more > 0 else "")


COMMAND = translate
