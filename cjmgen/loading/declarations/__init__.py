"""What an author may write: one declaration per kind of file.

The single place that says so: ``cjmgen schema`` prints their JSON Schemas, the guide's
field tables and the templates of ``cjmgen new`` follow them.  Each field's docstring is
what an author reads in the editor.
"""

from cjmgen.loading.declarations.improvements import OpportunityDecl, SolutionDecl
from cjmgen.loading.declarations.knowledge import EvidenceDecl, EvidenceVoiceDecl, MetricDecl, RatingDecl
from cjmgen.loading.declarations.maps import GainDecl, JourneyDecl, NextDecl, PainDecl, StageDecl, StepDecl
from cjmgen.loading.declarations.pages import PageDecl
from cjmgen.loading.declarations.people import PersonaDecl
from cjmgen.loading.declarations.places import ChannelDecl, DeviceDecl, SystemDecl, TeamDecl, TouchpointDecl
from cjmgen.loading.declarations.shared import VoiceDecl

__all__ = [
    "ChannelDecl", "DeviceDecl", "EvidenceDecl", "EvidenceVoiceDecl", "GainDecl", "JourneyDecl", "MetricDecl",
    "NextDecl", "OpportunityDecl", "PageDecl", "PainDecl", "PersonaDecl", "RatingDecl", "SolutionDecl", "StageDecl",
    "StepDecl", "SystemDecl", "TeamDecl", "TouchpointDecl", "VoiceDecl",
]  # fmt: skip
