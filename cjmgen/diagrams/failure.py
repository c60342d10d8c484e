"""The one exception of diagrams: a layout that failed, took too long or must not be shown.

It is about one picture, so it ends neither the page nor the build: whoever renders
reports it and lets the words beside the picture speak.
"""

from __future__ import annotations


class DiagramError(Exception):
    """This picture cannot be drawn.  The message says why, in a few words."""
