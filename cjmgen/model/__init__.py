"""The domain: frozen, valid by construction, knowing neither files nor pages.

A value holds what it contains or refers to, never what refers to *it*; where two
kinds refer to each other, one side holds ids.  Reverse look-ups are built in
``analysis.index``.
"""

from cjmgen.model.approval import Approval
from cjmgen.model.evidence import Claim, Evidence, Link, Picture, Rating, StepRef, Voice
from cjmgen.model.journey import Journey, Stage
from cjmgen.model.metric import Metric, Point
from cjmgen.model.opportunity import Effect, Opportunity, Solution
from cjmgen.model.persona import ChannelUse, DeviceUse, Fact, Persona, Trait
from cjmgen.model.place import Channel, Device, System, Team, Touchpoint
from cjmgen.model.scope import Scope
from cjmgen.model.site import FreePage, LifeCycleStage, SavedView, Site
from cjmgen.model.step import Action, Feeling, Gain, MomentOfTruth, Next, Pain, Response, Step
from cjmgen.model.target import Target, target_of
from cjmgen.model.text import Foreign, as_foreign, lang_of
from cjmgen.model.translation import Translation

__all__ = [
    "Action", "Approval", "Channel", "ChannelUse", "Claim", "Device", "DeviceUse", "Effect", "Evidence",
    "Fact", "Feeling", "Foreign", "FreePage", "Gain", "Journey", "LifeCycleStage", "Link",
    "Metric", "MomentOfTruth", "Next", "Opportunity", "Pain", "Persona", "Picture", "Point",
    "Rating", "Response", "SavedView", "Scope", "Site", "Solution", "Stage", "Step", "StepRef", "System", "Target",
    "Team", "Touchpoint", "Trait", "Translation", "Voice", "as_foreign", "lang_of", "target_of",
]  # fmt: skip
