"""Which facts there are, and which files are made from them."""

from cjmgen.planning.facts import Facts, PlannedPage, facts_of
from cjmgen.planning.plan import plan

__all__ = ["Facts", "PlannedPage", "facts_of", "plan"]
