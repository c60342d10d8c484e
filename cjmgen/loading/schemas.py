"""JSON Schemas (draft 2020-12) of everything an author may write, made from the declarations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cjmgen.config import SiteDecl
from cjmgen.fields import Declaration
from cjmgen.loading.declared import DECLARATIONS
from cjmgen.loading.discover import LISTS

KINDS: Mapping[str, type[Declaration]] = {"site": SiteDecl, **DECLARATIONS}


def schemas() -> dict[str, str]:
    """Kind -> what the file is.  Lists of entities (``channels`` …) have a schema of their own."""
    one = {kind: (declaration.__doc__ or "").split("\n")[0] for kind, declaration in KINDS.items()}
    return {**one, **{name: f"A list of {name}: `content/{name}.yaml`." for name in LISTS}}


def schema_text(kind: str) -> str:
    """The schema of a kind or of a list, as JSON text."""
    if kind in LISTS:
        whole = _schema(KINDS[LISTS[kind]])
        definitions = whole.pop("$defs", {})
        whole["required"] = sorted({*whole.get("required", ()), "id"})
        whole = {"type": "array", "items": whole, "$defs": definitions}
    else:
        whole = _schema(KINDS[kind])
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **whole}
    return json.dumps(whole, indent=2, ensure_ascii=False, sort_keys=False) + "\n"


def _schema(declaration: type[Declaration]) -> dict[str, Any]:
    return declaration.model_json_schema(mode="validation", by_alias=True)
