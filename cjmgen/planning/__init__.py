"""Which facts there are, and which files are made from them."""

from cjmgen.planning.exports import exports_of
from cjmgen.planning.facts import Facts, PlannedPage, facts_of
from cjmgen.planning.plan import plan

__all__ = ["Facts", "PlannedPage", "exports_of", "facts_of", "plan"]
