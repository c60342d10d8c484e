"""Changes for programs: one object, its schema beside it (``cjmgen schema diff``)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from cjmgen.analysis.change_facts import Value
from cjmgen.analysis.changes import Change
from cjmgen.analysis.told import TONES
from cjmgen.diff.comparing import Compared
from cjmgen.history.names import Side
from cjmgen.model import Target

FORMAT: Final = 1
"""Grows when a program that reads it would have to change."""

_TEXT = {"type": "string"}
_TARGET = {
    "type": "object",
    "properties": {"kind": _TEXT, "id": _TEXT, "name": _TEXT},
    "required": ["kind", "id", "name"],
    "additionalProperties": False,
}
_VALUE = {
    "anyOf": [{"type": ["string", "number", "boolean", "null"]}, {"$ref": "#/$defs/target"}],
    "description": "A text, a number, a day (YYYY-MM-DD), an entity, or null: nothing.",
}
_SIDE = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["named", "working-tree", "last-commit", "where-left"]},
        "name": _TEXT,
        "commit": {"type": ["string", "null"], "description": "Full id; null: the files on disk."},
    },
    "required": ["kind", "name", "commit"],
    "additionalProperties": False,
}
_CHANGE = {
    "type": "object",
    "properties": {
        "subject": {"$ref": "#/$defs/target", "description": 'What it is about; the id of a step is "journey/step".'},
        "journey": {"anyOf": [{"$ref": "#/$defs/target"}, {"type": "null"}], "description": "Of a stage or step."},
        "kind": {"enum": ["added", "removed", "moved", "renamed", "changed"]},
        "field": {**_TEXT, "description": 'Of "changed": which field; "" otherwise.'},
        "item": {**_VALUE, "description": "Which thing of the field: the persona of an emotion."},
        "aspect": {**_TEXT, "description": 'What about that thing: "severity"; "" if itself.'},
        "before": _VALUE,
        "after": _VALUE,
        "tone": {"enum": ["lost", "worse", "better", ""]},
    },
    "required": ["subject", "journey", "kind", "field", "item", "aspect", "before", "after", "tone"],
    "additionalProperties": False,
}
SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What changed between two versions of a site: cjmgen diff --format json",
    "type": "object",
    "properties": {
        "format": {"const": FORMAT},
        "before": {"$ref": "#/$defs/side"},
        "after": {"$ref": "#/$defs/side"},
        "counts": {
            "type": "object",
            "properties": {name: {"type": "integer", "minimum": 0} for name in ("changes", *TONES)},
            "required": ["changes", *TONES],
            "additionalProperties": False,
        },
        "changes": {"type": "array", "items": {"$ref": "#/$defs/change"}},
    },
    "required": ["format", "before", "after", "counts", "changes"],
    "additionalProperties": False,
    "$defs": {"target": _TARGET, "side": _SIDE, "change": _CHANGE},
}


def render(compared: Compared) -> str:
    """JSON text, ending with a line break."""
    changes = compared.changes
    found: dict[str, object] = {
        "format": FORMAT,
        "before": _side(compared.before),
        "after": _side(compared.after),
        "counts": {"changes": len(changes.all)} | {str(tone): len(changes.of_tone(tone)) for tone in TONES},
        "changes": [_change(change) for change in changes.all],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def schema_text() -> str:
    return json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, object]:
    return {"kind": side.kind, "name": side.name, "commit": side.commit}


def _change(change: Change) -> dict[str, object]:
    return {
        "subject": _target(change.subject),
        "journey": _target(change.journey) if change.journey else None,
        "kind": change.kind,
        "field": change.field,
        "item": _value(change.item),
        "aspect": change.aspect,
        "before": _value(change.before),
        "after": _value(change.after),
        "tone": change.tone,
    }


def _target(target: Target) -> dict[str, str]:
    return {"kind": target.kind, "id": target.id, "name": target.name}


def _value(value: Value | None) -> object:
    if isinstance(value, Target):
        return _target(value)
    return value.isoformat() if isinstance(value, date) else value
