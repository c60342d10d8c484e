"""What an author may write on a free page."""

from __future__ import annotations

from cjmgen.fields import Many, Text, Title, Truth, Whole
from cjmgen.loading.declarations.shared import DraftDecl


class PageDecl(DraftDecl):
    """A free page: `content/pages/**.md`."""

    title: Title
    """Its heading."""
    description: Text | None = None
    """One line for lists and search engines."""
    order: Whole = 1000
    """Place among its neighbours, lowest first."""
    menu: Truth = False
    """Named in the footer of every page."""
    lint_ignore: Many[str] = ()
    """Codes of rules that say nothing about this file."""
