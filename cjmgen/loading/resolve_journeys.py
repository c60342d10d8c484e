"""Journeys, their stages and steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from cjmgen.config import SiteConfig
from cjmgen.diagnostics import Diagnostic, Related
from cjmgen.fields import did_you_mean, nearest
from cjmgen.loading.approving import approval_of
from cjmgen.loading.declared import Declarations, Declared
from cjmgen.loading.last_time import LastTime, Library, Resolved
from cjmgen.loading.references import stage_id, stages_of
from cjmgen.loading.resolution import Resolution
from cjmgen.loading.resolve_improvements import goes_in_circles
from cjmgen.loading.unique_ids import check_journey, check_life_cycle
from cjmgen.model import (
    Action,
    Feeling,
    Gain,
    Journey,
    MomentOfTruth,
    Next,
    Opportunity,
    Pain,
    Response,
    Stage,
    Step,
    StepRef,
)
from cjmgen.model.lanes import LANES
from cjmgen.source import Origin

SEVERITY = {"high": 0, "medium": 1, "low": 2, None: 3}


def journeys(run: Resolution, declared: Declarations, config: SiteConfig, last: LastTime | None) -> None:
    heads = declared.of("journey")
    parents = {head.id: run.text(head).parent for head in heads}
    pairs = _pairs(run, heads)
    _check_lanes(run, config.lanes, config.origin.child("lanes"))
    check_life_cycle(config, run.report)
    _check_orphans(run, declared)
    by_step = _opportunities_by_step(run)
    library = _library(run, declared)
    known = last.journeys(run.lang, library) if last is not None else {}
    kept: dict[str, Resolved] = {}
    for head in heads:
        if parents[head.id] and goes_in_circles(head.id, parents):
            run.report.add(Diagnostic("R003", f'"{head.id}" is its own ancestor', head.origin.child("parent")))
        stages, pair = tuple(declared.stages.get(head.id, ())), pairs.get(head.id)
        found = known.get(head.id)
        if found is None or not found.is_of(head, stages, pair):
            own, before = replace(run, assets=set()), len(run.report)
            journey = _journey(own, head, declared, config, pair, by_step)
            said = tuple(islice(run.report, before, None)) if len(run.report) > before else ()
            found = Resolved(head, stages, pair, journey, said, frozenset(own.assets))
        run.report.extend(found.said)
        run.assets |= found.assets
        run.of("journey")[head.id] = found.journey
        kept[head.id] = found
    if last is not None:
        last.keep_journeys(run.lang, library, kept)


def _library(run: Resolution, declared: Declarations) -> Library:
    """As it is before there are journeys."""
    others = tuple(item for (kind, _), item in sorted(declared.entities.items()) if kind != "journey")
    names = (run.refs.ids("journey"), frozenset(declared.broken), run.files)
    return Library(others, names, {kind: dict(made) for kind, made in run.made.items()})


def _journey(
    run: Resolution,
    head: Declared,
    declared: Declarations,
    config: SiteConfig,
    pair: str | None,
    by_step: dict[StepRef, list[Opportunity]],
) -> Journey:
    decl, at = run.text(head), head.origin
    if decl.stages and declared.stages.get(head.id):
        first = declared.stages[head.id][0]
        run.report.add(
            Diagnostic(
                "D201",
                "this journey has stages here and in files of their own",
                at.key("stages"),
                hint="keep one of the two",
                related=(Related(first.origin, "a stage in a file of its own"),),
            )
        )
    _check_lanes(run, decl.lanes, at.child("lanes"))
    return Journey(
        id=head.id,
        formerly=decl.formerly,
        title=decl.title,
        personas=run.many("persona", decl.personas, at.child("personas")),
        goal=decl.goal,
        objective=decl.objective,
        scenario=decl.scenario,
        scope_in=decl.scope.inside,
        scope_out=decl.scope.outside,
        state=decl.state,
        level=int(decl.level[1]) if decl.level else None,
        parent=run.id_of("journey", decl.parent, at.child("parent")),
        trigger=decl.trigger,
        end=decl.end,
        pairs_with=pair,
        variant_of=run.id_of("journey", decl.variant_of, at.child("variant_of")),
        lanes=decl.lanes,
        metrics=run.many("metric", decl.metrics, at.child("metrics")),
        evidence=run.evidence(decl.evidence, at.child("evidence")),
        owner=decl.owner,
        team=run.one("team", decl.team, at.child("team")),
        status=decl.status,
        approved_by=decl.approved_by,
        approval=approval_of(head, declared.stages.get(head.id, ()), config.lang),
        reviewed=decl.reviewed,
        review_by=decl.review_by,
        tags=decl.tags,
        audience=decl.for_whom,
        stages=_stages(run, head, declared, config, by_step),
        body=run.body(head),
        origin=at,
    )


def _pairs(run: Resolution, heads: Iterable[Declared]) -> dict[str, str]:
    """Current with future, both ways round, whichever side said so."""
    said: dict[str, str] = {}
    for head in heads:
        other = run.text(head).pairs_with
        if found := run.id_of("journey", other, head.origin.child("pairs_with")):
            said[head.id] = found
    first: dict[str, str] = {}
    for head in heads:
        if (other := said.get(head.id)) is None:
            continue
        if other == head.id:
            message = f'"{head.id}" pairs with itself'
        elif (its := said.get(other, head.id)) != head.id or (its := first.setdefault(other, head.id)) != head.id:
            message = f'"{head.id}" pairs with "{other}", which pairs with "{its}"'
        else:
            continue
        run.report.add(Diagnostic("R008", message, head.origin.child("pairs_with"), hint="pair each with the other"))
    return {**{other: ident for ident, other in said.items()}, **said}


def _check_lanes(run: Resolution, lanes: Iterable[str], origin: Origin) -> None:
    for i, lane in enumerate(lanes):
        if lane not in LANES:
            hint = did_you_mean(lane, LANES) or f"one of: {', '.join(LANES)}"
            run.report.add(Diagnostic("R007", f'there is no lane "{lane}"', origin.child(i), hint=hint))


def _check_orphans(run: Resolution, declared: Declarations) -> None:
    for journey, stages in sorted(declared.stages.items()):
        if ("journey", journey) not in declared.entities and ("journey", journey) not in declared.broken:
            near = nearest(journey, run.refs.ids("journey"))
            hint = f'did you mean the folder "{near}"?' if near else f"add content/journeys/{journey}/journey.md"
            message = f'this stage belongs to no journey: "{journey}" has no journey.md'
            run.report.add(Diagnostic("S007", message, stages[0].origin, hint=hint))


def _opportunities_by_step(run: Resolution) -> dict[StepRef, list[Opportunity]]:
    found: dict[StepRef, list[Opportunity]] = {}
    for opportunity in run.of("opportunity").values():
        for ref in opportunity.steps:
            found.setdefault(ref, []).append(opportunity)
    return found


def _stages(
    run: Resolution,
    head: Declared,
    declared: Declarations,
    config: SiteConfig,
    by_step: dict[StepRef, list[Opportunity]],
) -> tuple[Stage, ...]:
    bodies = [stage.bodies[run.lang] for stage in declared.stages.get(head.id, ())]
    cycle = {stage.id for stage in config.texts[config.lang].life_cycle}
    check_journey(head.id, declared, run.report)
    stages = []
    for i, (decl, at) in enumerate(stages_of(head.id, declared, run.lang)):
        ident = stage_id(decl, at) if not run.text(head).stages else decl.id
        if decl.life_cycle is not None and decl.life_cycle not in cycle:
            hint = did_you_mean(decl.life_cycle, cycle) or 'add it to "life_cycle" in site.yaml'
            message = f'the life cycle has no stage "{decl.life_cycle}"'
            run.report.add(Diagnostic("R009", message, at.child("life_cycle"), hint=hint))
        stages.append(
            Stage(
                id=ident,
                formerly=decl.formerly,
                name=decl.name,
                goal=decl.goal,
                expectations=run.claims(decl.expectations, at.child("expectations")),
                strategy=decl.strategy,
                life_cycle=decl.life_cycle or (ident if ident in cycle else None),
                colour=decl.colour,
                metrics=run.many("metric", decl.metrics, at.child("metrics")),
                steps=tuple(_step(run, head, step, at.child("steps", j), by_step) for j, step in enumerate(decl.steps)),
                body=bodies[i] if not run.text(head).stages and i < len(bodies) else "",
                origin=at,
            )
        )
    return tuple(stages)


def _step(run: Resolution, head: Declared, decl: Any, at: Origin, by_step: dict[StepRef, list[Opportunity]]) -> Step:
    touchpoint = run.one("touchpoint", decl.touchpoint, at.child("touchpoint"))
    channel = run.one("channel", decl.channel, at.child("channel"))
    here = StepRef(journey=head.id, step=decl.id)
    own = run.many("opportunity", decl.opportunities, at.child("opportunities")) if decl.opportunities else ()
    pains = _pains(run, here, decl, at, by_step)
    everyone = [*own, *by_step.get(here, ()), *(o for pain in pains or () for o in pain.opportunities)]
    return Step(
        id=decl.id,
        formerly=decl.formerly,
        name=decl.name,
        touchpoint=touchpoint,
        channel=channel or (touchpoint.channel if touchpoint else None),
        device=run.one("device", decl.device, at.child("device")),
        place=decl.place,
        actors=decl.actors,
        doing=run.voices(decl.doing, at.child("doing")) if decl.doing else (),
        thinking=run.voices(decl.thinking, at.child("thinking")) if decl.thinking else (),
        feeling=run.voices(decl.feeling, at.child("feeling")) if decl.feeling else (),
        quotes=run.voices(decl.quote, at.child("quote")) if decl.quote else (),
        feelings=_feelings(run, head, decl, at.child("emotion")),
        effort=decl.effort,
        expectation=decl.expectation,
        actual=decl.actual,
        outcome=decl.outcome,
        needs=run.claims(decl.needs, at.child("needs")) if decl.needs else (),
        doubts=run.claims(decl.doubts, at.child("doubts")) if decl.doubts else (),
        pains=pains,
        gains=None if decl.gains is None else tuple(
            Gain(
                text=gain.text,
                personas=run.ids_of("persona", gain.personas, at.child("gains", i, "personas")),
                evidence=run.evidence(gain.evidence, at.child("gains", i, "evidence")),
                origin=at.child("gains", i),
            )
            for i, gain in enumerate(decl.gains)
        ),
        moment_of_truth=_moment(decl.moment_of_truth),
        response=_response(run, decl.response, at.child("response")),
        systems=run.many("system", decl.systems, at.child("systems")) if decl.systems else (),
        duration_min=decl.duration,
        wait_min=decl.wait,
        image=run.picture(decl.image, at.child("image")),
        evidence=run.evidence(decl.evidence, at.child("evidence")) if decl.evidence else (),
        opportunities=tuple({o.id: o for o in everyone}.values()),
        metrics=run.many("metric", decl.metrics, at.child("metrics")) if decl.metrics else (),
        next=tuple(_next(run, head, way, at.child("next", i)) for i, way in enumerate(decl.next)),
        journey=run.id_of("journey", decl.journey, at.child("journey")),
        origin=at,
    )  # fmt: skip


def _feelings(run: Resolution, head: Declared, decl: Any, origin: Origin) -> tuple[Feeling, ...]:
    travellers, personas = run.text(head).personas, run.refs.ids("persona")
    is_misnamed = any(ident not in personas for ident in travellers)  # said there; nobody knows who is meant here
    feelings = []
    for persona, emotion in decl.emotion.items():
        if not persona:
            feelings.append(Feeling(persona=None, emotion=emotion))
        elif persona in travellers:
            feelings.append(Feeling(persona=persona, emotion=emotion))
        elif not (is_misnamed and persona in personas):
            near = nearest(persona, travellers)
            hint = f'did you mean "{near}"?' if near else f'add it to "personas" of {head.origin.path}'
            message = f'no persona of this journey has the id "{persona}"'
            run.report.add(Diagnostic("R001", message, origin.key(persona), hint=hint))
    return tuple(feelings)


def _pains(
    run: Resolution, here: StepRef, decl: Any, at: Origin, by_step: dict[StepRef, list[Opportunity]]
) -> tuple[Pain, ...] | None:
    if decl.pains is None:
        return None
    pains = []
    for i, pain in enumerate(decl.pains):
        origin = at.child("pains", i)
        own = run.many("opportunity", pain.opportunities, origin.child("opportunities")) if pain.opportunities else ()
        named = by_step.get(StepRef(journey=here.journey, step=here.step, pain=pain.id), ())
        pains.append(
            Pain(
                id=pain.id,
                text=pain.text,
                severity=pain.severity,
                frequency=pain.frequency,
                personas=run.ids_of("persona", pain.personas, origin.child("personas")) if pain.personas else (),
                owner=pain.owner,
                evidence=run.evidence(pain.evidence, origin.child("evidence")) if pain.evidence else (),
                opportunities=tuple({o.id: o for o in (*own, *named)}.values()),
                origin=origin,
            )
        )
    return tuple(sorted(pains, key=lambda pain: SEVERITY[pain.severity]))


def _moment(decl: Any) -> MomentOfTruth | None:
    return decl and MomentOfTruth(label=decl.label, kind=decl.kind, why=decl.why)


def _response(run: Resolution, decl: Any, at: Origin) -> Response | None:
    if decl is None:
        return None

    def actions(name: str) -> tuple[Action, ...]:
        return tuple(
            Action(
                text=action.text,
                team=run.one("team", action.team, at.child(name, i, "team")),
                systems=run.many("system", action.systems, at.child(name, i, "systems")),
            )
            for i, action in enumerate(getattr(decl, name))
        )

    return Response(frontstage=actions("frontstage"), backstage=actions("backstage"), support=actions("support"))


def _next(run: Resolution, head: Declared, decl: Any, at: Origin) -> Next:
    step = None
    if decl.step is not None and decl.exit is None:
        steps = run.refs.steps_of(head.id)
        if decl.step in steps:
            step = decl.step
        elif not run.refs.is_broken("journey", head.id):
            near = nearest(decl.step, steps)
            hint = f'did you mean "{near}"?' if near else "name a step of this journey, or write exit: …"
            run.report.add(Diagnostic("R001", f'no step has the id "{decl.step}"', at.child("step"), hint=hint))
    elif (decl.step is None) == (decl.exit is None) and decl.journey is None:
        message = "a way on names a step or an exit" + ("" if decl.step is None else ", not both")
        run.report.add(Diagnostic("D204", message, at))
    return Next(
        step=step,
        exit=decl.exit,
        journey=run.id_of("journey", decl.journey, at.child("journey")),
        label=decl.label,
        share_pct=decl.share,
    )
