"""Random edits of a site on disk, its theme and settings too: after each, it is what a clean build makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from random import Random

from cjmgen import engine, pipeline
from cjmgen.engine import manifest
from cjmgen.rendering import Renderer
from cjmgen.starters import site_files

THEME = Path(__file__).parent.parent.parent / "themes" / "default"
WORDS = ("slow", "Płacę", "我付款", "A & B <b>", "*soft* words", "`code`", "a queue", "nobody there", "[", "“so”")
SETTINGS = (
    "",
    "languages: [en, pl]\n",
    "views: [emotion-curve, flow]\n",
    "url: https://example.org/atlas/\n",
    "audience: internal\n",
    "saved_views: [{name: Sad, list: journeys, query: emotion=-1}]\n",
)
CSS = "assets/css/print.css"
PARTIAL = "templates/partials/footer.html.j2"


class Edited:
    """A site, and the same site built from nothing in memory."""

    def __init__(self, root: Path) -> None:
        self.root, self.output = root, root / "public"
        self._renderers: list[Renderer] = []
        self._gone: dict[str, bytes] = {}
        self._before: dict[str, bytes] = {}
        for path, text in site_files("five-stage").items():
            self._write(path, text.encode())
        self._write("site.yaml", b"title: Ours\ntheme: ours\n")
        self._write("themes/ours/theme.yaml", b"name: Ours\n")

    def _write(self, path: str, content: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(content)

    def texts(self) -> list[str]:
        content = self.root / "content"
        found = (path for path in content.rglob("*") if path.suffix in (".md", ".yaml"))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def _files(self) -> dict[str, bytes]:
        parts = [self.root / "site.yaml", *(self.root / "content").rglob("*"), *(self.root / "themes").rglob("*")]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in parts if path.is_file()}

    def undo(self) -> None:
        """Put back what the last edit did."""
        now = self._files()
        for path in now.keys() - self._before.keys():
            (self.root / path).unlink()
        for path, content in self._before.items():
            if now.get(path) != content:
                self._write(path, content)

    def edit(self, random: Random) -> str:
        """One change; what it was."""
        self._before = self._files()
        act = random.choice(ACTS)
        path = random.choice(self.texts())
        act(self, path, random)
        return f"{act.__name__.strip('_')} {path}"

    def _lines(self, path: str) -> list[str]:
        return (self.root / path).read_text("utf-8").split("\n")

    def _write_lines(self, path: str, lines: list[str]) -> None:
        self._write(path, "\n".join(lines).encode())

    def _reword(self, path: str, random: Random) -> None:
        lines = self._lines(path)
        at = random.choice([i for i, line in enumerate(lines) if ": " in line] or [0])
        key, colon, value = lines[at].partition(": ")
        if colon and value[:1] not in ("", "[", "{", "|", ">"):
            lines[at] = f"{key}: {json.dumps(random.choice(WORDS), ensure_ascii=False)}"
        self._write_lines(path, lines)

    def _renumber(self, path: str, random: Random) -> None:
        swaps = {"-1": "1", "0.5": "-1.5", "1.2": "0"}
        lines = self._lines(path)
        for at, line in enumerate(lines):
            if "emotion:" in line and random.random() < 0.5:
                lines[at] = reduce(lambda said, swap: said.replace(*swap), swaps.items(), line)
        self._write_lines(path, lines)

    def _delete(self, path: str, random: Random) -> None:
        self._gone[path] = (self.root / path).read_bytes()
        (self.root / path).unlink()

    def _restore(self, path: str, random: Random) -> None:
        if self._gone:
            self._write(*self._gone.popitem())

    def _add(self, path: str, random: Random) -> None:
        number = random.randrange(9)
        text = f"---\nname: New {number}\n---\n{random.choice(WORDS)}\n"
        self._write(f"content/personas/new-{number}.md", text.encode())

    def _rename(self, path: str, random: Random) -> None:
        old = Path(path)
        (self.root / path).rename(self.root / old.with_name(f"{old.name.split('.')[0]}-x{old.suffix}"))

    def _set(self, path: str, random: Random) -> None:
        some = "".join(random.sample(SETTINGS, random.randrange(3)))
        self._write("site.yaml", f"title: {random.choice(('Ours', 'Theirs'))}\ntheme: ours\n{some}".encode())

    def _restyle(self, path: str, random: Random) -> None:
        self._write(f"themes/ours/{CSS}", (THEME / CSS).read_bytes() + f"/* {random.randrange(5)} */\n".encode())

    def _say_otherwise(self, path: str, random: Random) -> None:
        words = json.dumps(random.choice(WORDS), ensure_ascii=False)
        self._write("themes/ours/strings/en.yaml", f"nav.personas: {words}\n".encode())

    def _change_a_template(self, path: str, random: Random) -> None:
        note = f"<!-- {random.randrange(5)} -->\n" if random.random() < 0.7 else ""
        self._write(f"themes/ours/{PARTIAL}", (THEME / PARTIAL).read_bytes() + note.encode())

    def _translate(self, path: str, random: Random) -> None:
        if path.count(".") == 1 and path.count("/") > 1 and path.endswith(".md"):
            self._write(f"{path[:-3]}.pl.md", b"---\n{}\n---\nPo polsku.\n")

    def _withhold(self, path: str, random: Random) -> None:
        lines = self._lines(path)
        left = [line for line in lines if not line.startswith(("audience:", "draft:"))]
        if left == lines:
            left.insert(1 if lines[0] == "---" else 0, random.choice(("audience: internal", "draft: true")))
        self._write_lines(path, left)

    def _remark(self, path: str, random: Random) -> None:
        lines = self._lines(path)
        self._write_lines(path, [*lines[:1], "# a remark", *lines[1:]])

    def wrong(self) -> str | None:
        """What differs from a clean build; "" if nothing does, ``None`` if there is a mistake and nothing is built."""
        documents = engine.documents_of(self.root)
        project = pipeline.load(self.root, memo=documents)
        if project.config is None or project.report.has_errors:
            return None
        documents.save()
        made = pipeline.publish(project, self.output)
        if not made.is_published:
            return f"cannot be built: {[(failed.path, failed.error) for failed in made.failed][:2]}"
        clean = engine.MemoryFolder()
        fresh = pipeline.load(self.root)
        pipeline.build(fresh, self._renderer_of(fresh), engine.State(), clean)
        built = {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file() and path.name != manifest.NAME
        }
        if built == clean.files:
            return ""
        return (
            f"differ: {sorted(p for p in built.keys() | clean.files.keys() if built.get(p) != clean.files.get(p))[:4]}"
        )

    def _renderer_of(self, project: pipeline.Project) -> Renderer:
        new = pipeline.renderer_of(project, engine.MemoryMemo())
        for made in self._renderers:
            if made.is_like(new):
                return made
        self._renderers = [*self._renderers[-8:], new]
        return new


ACTS = (
    Edited._reword, Edited._reword, Edited._reword, Edited._renumber, Edited._delete, Edited._restore, Edited._add,
    Edited._rename, Edited._set, Edited._restyle, Edited._say_otherwise, Edited._change_a_template, Edited._translate,
    Edited._withhold, Edited._remark,
)  # fmt: skip


def edited(root: Path, times: int, random: Random) -> Iterator[tuple[str, str]]:
    """So many edits that led to a site; what was done, and what is wrong.  An edit that is a mistake is undone."""
    site, done = Edited(root), 0
    for _ in range(20 * times):
        said, found = site.edit(random), site.wrong()
        if found is None:
            site.undo()
            continue
        done += 1
        yield said, found
        if done == times:
            return
    raise AssertionError("nearly all edits are mistakes")
