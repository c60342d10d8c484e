"""Personas."""

from __future__ import annotations

from typing import Any

from cjmgen.loading.declared import Declarations
from cjmgen.loading.resolution import Resolution
from cjmgen.model import ChannelUse, DeviceUse, Fact, Persona, Trait

DEMOGRAPHICS = ("age", "gender", "location", "occupation", "household", "income", "education", "languages")


def personas(run: Resolution, declared: Declarations) -> None:
    for item in declared.of("persona"):
        decl, at = run.text(item), item.origin
        claims = {
            name: run.claims(getattr(decl, name), at.child(name))
            for name in (
                "interests", "goals", "needs", "motivations", "concerns", "frustrations", "behaviours", "accessibility",
            )
        }  # fmt: skip
        run.of("persona")[item.id] = Persona(
            id=item.id,
            formerly=decl.formerly,
            name=decl.name,
            role=decl.role,
            archetype=decl.archetype,
            segment=decl.segment,
            portrait=run.picture(decl.portrait, at.child("portrait")),
            colour=decl.colour,
            quote=run.voice(decl.quote, at.child("quote")) if decl.quote else None,
            demographics=_facts(decl.demographics),
            traits=tuple(Trait(low=t.low, high=t.high, value=t.value, average=t.average) for t in decl.traits),
            devices=tuple(
                DeviceUse(device=device, use=use.use)
                for i, use in enumerate(decl.devices)
                if (device := run.one("device", use.device, at.child("devices", i, "device")))
            ),
            skill=decl.skill,
            channels=tuple(
                ChannelUse(channel=channel, share_pct=use.share)
                for i, use in enumerate(decl.preferred_channels)
                if (channel := run.one("channel", use.channel, at.child("preferred_channels", i, "channel")))
            ),
            share_pct=decl.share,
            basis=decl.basis,
            evidence=run.evidence(decl.evidence, at.child("evidence")),
            owner=decl.owner,
            reviewed=decl.reviewed,
            review_by=decl.review_by,
            tags=decl.tags,
            audience=decl.for_whom,
            body=run.body(item),
            origin=at,
            **claims,
        )


def _facts(decl: Any) -> tuple[Fact, ...]:
    known = [(key, getattr(decl, key)) for key in DEMOGRAPHICS]
    own = [Fact(key="", label=line.label, value=line.value) for line in decl.other]
    return (*(Fact(key=key, label=None, value=value) for key, value in known if value is not None), *own)
