"""Which facts there are, and which files are made from them."""

from cjmgen.planning.exports import exports_of
from cjmgen.planning.facts import Planned, PlannedPage, facts_of
from cjmgen.planning.past import PastSite, folders_of, with_past
from cjmgen.planning.plan import plan

__all__ = ["PastSite", "Planned", "PlannedPage", "exports_of", "facts_of", "folders_of", "plan", "with_past"]
