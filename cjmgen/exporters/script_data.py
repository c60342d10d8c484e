"""JSON for the inside of a page or a script: whatever the texts hold, none can end the element or the line it is in."""

from __future__ import annotations

import json


def script_data(value: object) -> str:
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        made = made.replace(sign, f"\\u{ord(sign):04x}")
    return made
