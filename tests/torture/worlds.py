"""A site of so many pages in two versions, and whether a folder holds one of them whole."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from cjmgen import engine, pipeline
from cjmgen.engine import manifest

VERSIONS = ("Harbour", "Lighthouse")
_SAYS = re.compile("|".join(VERSIONS).encode())
_OTHERS = 8
"""Pages that every site has."""


class World:
    """A site on disk: a persona is a page, and every page names its version."""

    def __init__(self, root: Path, pages: int) -> None:
        self.root, self.output = root, root / "public"
        personas = root / "content" / "personas"
        personas.mkdir(parents=True)
        for number in range(max(1, pages - _OTHERS)):
            text = f"---\nname: Anna {number}\nquote: It is number {number}\n---\nA portrait in *words*.\n"
            (personas / f"anna-{number}.md").write_text(text, "utf-8")
        self.turn_to(0)

    def turn_to(self, version: int) -> None:
        text = f"title: {VERSIONS[version % 2]}\nviews: []\nlint: {{ignore: [S010]}}\n"
        (self.root / "site.yaml").write_text(text, "utf-8")

    def turn(self) -> None:
        """To the version that is not published: so there is always everything to do."""
        shown = (self.output / "index.html").read_text("utf-8")
        self.turn_to(1 if VERSIONS[0] in shown else 0)

    def build(self) -> None:
        project = pipeline.load(self.root, memo=engine.documents_of(self.root))
        assert not project.report.has_errors, [found.message for found in project.report]
        assert pipeline.publish(project, self.output).is_published

    def child(self) -> int:
        """A process that builds; it has everything imported, so that it dies while it works."""
        pid = os.fork()
        if pid == 0:
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                self.build()
                os._exit(0)
            finally:
                os._exit(1)
        return pid

    def wrong(self) -> str:
        """Why the output folder is no whole site; "" if it is one."""
        paths = manifest.read(self.output)
        if paths is None:
            return "there is no site"
        there = {
            path.relative_to(self.output).as_posix()
            for path in self.output.rglob("*")
            if path.is_file() and path.name != manifest.NAME
        }
        if there != paths:
            return f"missing {sorted(paths - there)[:3]}, not ours {sorted(there - paths)[:3]}"
        said = {
            found[0]
            for path in paths
            if path.endswith(".html") and (found := _SAYS.findall((self.output / path).read_bytes())) is not None
        }
        return "" if len(said) == 1 else f"a mixture of {said}"

    def content(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def leftovers(self) -> list[str]:
        return [path.name for path in self.root.iterdir() if path.name.startswith(".public.")]

    def forget(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.root / engine.CACHE, ignore_errors=True)
