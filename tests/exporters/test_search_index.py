"""The index is a set of small scripts: each term in one of them, each entry with its address."""

from __future__ import annotations

import json
import re
from typing import Any

from built import files_of
from conftest import Load

from cjmgen import engine, pipeline
from cjmgen.exporters.search_index import shard_of, shards_for


def data(files: dict[str, bytes], path: str) -> Any:
    text = files[path].decode()
    found = re.fullmatch(r'cjmSearch\("(\w+)",(.*)\);\n', text, re.DOTALL)
    assert found
    assert path.endswith(f"/{found[1]}.js")
    return json.loads(found[2])


def entries_with(files: dict[str, bytes], term: str) -> list[list[str]]:
    """Addresses of entries with a term in their name, and in their text."""
    head = data(files, "search/en/head.js")
    line = data(files, f"search/en/w{shard_of(term, head['shards'])}.js")[term]
    found = []
    for part in [*line.split("/"), ""][:2]:
        number, addresses = 0, []
        for distance in part.split(",") if part else []:
            number += int(distance, 36)
            chunk = data(files, f"search/en/e{number // head['chunk']}.js")
            addresses.append(chunk[number % head["chunk"]][0])
        found.append(addresses)
    return found


def test_terms_lead_to_entries_and_entries_to_pages(load: Load) -> None:
    files = files_of(load())

    step = "journeys/checkout/index.html#step-card"
    assert entries_with(files, "card") == [[step], []]
    assert entries_with(files, "forgets") == [[], [step]]
    assert entries_with(files, "anna") == [["personas/anna/index.html"], ["journeys/checkout/index.html"]]
    head = data(files, "search/en/head.js")
    assert [kind for kind, _, _ in head["kinds"]][:4] == ["journey", "persona", "stage", "step"]
    assert ["step", "Steps", 2] in head["kinds"]


def test_every_address_is_that_of_a_file(load: Load) -> None:
    files = files_of(load())

    chunk = data(files, "search/en/e0.js")
    assert len(chunk) > 5
    assert {address.split("#")[0] for address, *_ in chunk} <= files.keys()


def test_a_text_stays_a_text(load: Load) -> None:
    name = 'I </script><script>alert(1)</script> \u2028 "quote"'
    stage = f"---\nname: Pay\nsteps:\n  - {json.dumps({'id': 'bad', 'name': name}, ensure_ascii=False)}\n---\n"
    files = files_of(load({"content/journeys/checkout/01-pay.md": stage}))

    text = files["search/en/e0.js"].decode()
    assert "<" not in text
    assert "\u2028" not in text
    names = [entry[1] for entry in data(files, "search/en/e0.js")]
    assert 'I </script><script>alert(1)</script> "quote"' in names


def test_a_foreign_text_says_its_language(load: Load) -> None:
    files = files_of(load({"site.yaml": "title: Tiny\nlanguages: [en, pl]\n"}))

    names = [entry[1] for entry in data(files, "search/pl/e0.js")]
    assert ["I check out", "en"] in names
    assert data(files, "search/pl/e0.js")[0][0] == "pl/journeys/checkout/index.html"


def test_an_edit_makes_only_the_files_it_is_in(load: Load) -> None:
    folder, memo = engine.MemoryFolder(), engine.MemoryMemo()
    project = load()
    first = pipeline.build(project, pipeline.renderer_of(project, memo), engine.State(), folder)
    assert first.is_published
    again = load({"content/journeys/checkout/01-pay.md": PAY})
    second = pipeline.build(again, pipeline.renderer_of(again, memo), first.state, folder)

    changed = {built.path for built in second.built if built.changed and built.path.startswith("search/")}
    assert changed == {"search/en/e0.js", "search/en/w0.js"}
    clean = files_of(again)
    assert {path: folder.files[path] for path in clean if path.startswith("search/")} == {
        path: content for path, content in clean.items() if path.startswith("search/")
    }


PAY = """\
    ---
    name: Pay
    steps:
      - {id: cart, name: I review the cart, channel: web, emotion: 1}
      - {id: card, name: I type the card number, channel: web, emotion: -1.5, pains: [it remembers]}
    ---
    """


def test_more_text_is_spread_over_more_files() -> None:
    assert [shards_for(n) for n in (0, 149_999, 150_000, 400_000, 10**9)] == [1, 1, 2, 4, 256]
    assert shard_of("跑步", 64) == shard_of("跑", 64)
    assert shard_of("running", 64) == shard_of("ru", 64)
