"""What an author may write: one declaration per kind of file.

The single place that says so: ``cjmgen schema`` prints their JSON Schemas, the guide's
field tables and the templates of ``cjmgen new`` follow them.  Each field's docstring is
what an author reads in the editor.
"""

from cjmgen.loading.declarations.improvements import OpportunityDecl, SolutionDecl
from cjmgen.loading.declarations.knowledge import EvidenceDecl, MetricDecl
from cjmgen.loading.declarations.maps import JourneyDecl, StageDecl, StepDecl
from cjmgen.loading.declarations.pages import PageDecl
from cjmgen.loading.declarations.people import PersonaDecl
from cjmgen.loading.declarations.places import ChannelDecl, DeviceDecl, SystemDecl, TeamDecl, TouchpointDecl

__all__ = [
    "ChannelDecl", "DeviceDecl", "EvidenceDecl", "JourneyDecl", "MetricDecl", "OpportunityDecl", "PageDecl",
    "PersonaDecl", "SolutionDecl", "StageDecl", "StepDecl", "SystemDecl", "TeamDecl", "TouchpointDecl",
]  # fmt: skip
