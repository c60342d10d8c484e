"""What templates print, escaped: the same text as Jinja's own, for less.

A page prints thousands of short texts, nearly all without a character to escape.  Jinja wraps
each of them in ``Markup``, only to join them to one text straight away.
"""

from __future__ import annotations

import re
from typing import Any, Final

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

_SPECIAL: Final = re.compile("[&<>\"']").search


def escaped(value: Any) -> str:
    """A value as text for a page; ``Markup`` is that already."""
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL(value) is None):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is float or kind is int else escape(value)


class EscapingOnce(CodeGenerator):
    """Prints by ``escaped``, which templates find in their environment."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
