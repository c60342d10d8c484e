"""cjmgen migrate: bring a site that was written for an earlier cjmgen up to date."""

from __future__ import annotations

from pathlib import Path

import click

from cjmgen.cli.ui import Ui


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--write", is_flag=True, help="Write the files; else they are only named.")
@click.pass_obj
def migrate(ui: Ui, root: Path, write: bool) -> int:
    """Bring content up to today's schema: what it says stays, how it is written changes.

    \b
    cjmgen migrate            which files would change, and why
    cjmgen migrate --write    and change them; see git diff
    """
    from cjmgen.config import load_config
    from cjmgen.diagnostics import Report
    from cjmgen.engine.files import rewrite
    from cjmgen.loading.discover import CONTENT, SUFFIXES
    from cjmgen.loading.migrations import MIGRATIONS, current, migrated
    from cjmgen.source import DiskTree

    tree = DiskTree(root)
    config = load_config(tree, Report())
    if config is None:
        ui.fail("site.yaml is wrong", "cjmgen check says how")
        return 2
    texts = [path for path in tree.paths() if path.endswith(SUFFIXES) and (path.startswith(CONTENT) or "/" not in path)]
    changed = migrated({path: tree.read(path).content for path in texts}, config.schema)
    for migration in MIGRATIONS:
        if migration.to > config.schema:
            ui.say(f"to version {migration.to}: {migration.about}")
    for path, content in sorted(changed.items()):
        if write:
            rewrite(root / path, content)
        ui.print(f"{'written' if write else 'would change'}: {path}")
    if not changed:
        ui.say(f"nothing to do: the content is of version {current()}, today's")
    return 0


COMMAND = migrate
