"""What an author may write about channels, devices, teams, systems and touchpoints."""

from __future__ import annotations

from typing import Literal

from cjmgen.fields import Declaration, Many, Plain, Ref, Score10, Text, Title, Url
from cjmgen.loading.declarations.shared import EntityDecl, LinkDecl, PictureDecl

Icon = Literal[
    "shop", "web", "app", "phone", "mail", "post", "people", "social", "chat", "search", "event",
    "print", "kiosk", "locker", "street", "device-phone", "device-laptop", "device-desktop",
    "device-tablet", "device-watch", "device-call", "device-person", "device-tv", "device-paper",
]  # fmt: skip
"""Icons a theme must draw."""


class ChannelDecl(EntityDecl):
    """A channel: an item of `content/channels.yaml`."""

    name: Title
    """What it is called."""
    icon: Icon | None = None
    """Its icon, which also gives its colour; the id if that is an icon's name, else `web`."""
    description: Text | None = None
    """One line."""


class DeviceDecl(EntityDecl):
    """A device: an item of `content/devices.yaml`."""

    name: Title
    """What it is called."""
    icon: Icon | None = None
    """Its icon; `device-<id>` if there is one, else `device-phone`."""
    description: Text | None = None
    """One line."""


class TeamDecl(EntityDecl):
    """A team: an item of `content/teams.yaml`."""

    name: Title
    """What it is called."""
    lead: Plain | None = None
    """Who leads it."""
    description: Text | None = None
    """One line."""
    links: Many[LinkDecl] = ()
    """Where to find it."""


class SystemDecl(EntityDecl):
    """A system: an item of `content/systems.yaml`."""

    name: Title
    """What it is called."""
    vendor: Plain | None = None
    """Who makes it."""
    team: Ref | None = None
    """Who runs it."""
    description: Text | None = None
    """One line."""
    links: Many[LinkDecl] = ()
    """Where to find it."""


class ImportanceDecl(Declaration):
    """How much a touchpoint matters, 0 to 10."""

    customer: Score10 | None = None
    """To customers."""
    organisation: Score10 | None = None
    """To the organisation."""


class TouchpointDecl(EntityDecl):
    """A touchpoint: `content/touchpoints/<id>.md`, or an item of `content/touchpoints.yaml`."""

    name: Title
    """What customers would call it."""
    channel: Ref
    """The medium it lives in."""
    kind: Literal["owned", "earned", "paid", "partner"] = "owned"
    """Whose it is."""
    team: Ref | None = None
    """Who answers for it."""
    systems: Many[Ref] = ()
    """What runs it."""
    description: Text | None = None
    """One line."""
    url: Url | None = None
    """Where to see it."""
    screenshot: PictureDecl | None = None
    """How it looks."""
    status: Literal["planned", "live", "changing", "retired"] = "live"
    """Its life."""
    satisfaction: Score10 | None = None
    """How content customers are with it, 0 to 10."""
    importance: ImportanceDecl = ImportanceDecl()
    """How much it matters."""
    accessibility: Many[Text] = ()
    """What is known about reaching it with a disability."""
