"""Every code there is.  A code never changes its meaning and is never used again.

The name says what is wrong, never what to do.  ``title`` is one line for lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    name: str
    """Unique, like the code; either may be written in ``site.yaml`` and on the command line."""
    title: str

    @property
    def family(self) -> str:
        """The letter: where in the program the code is made."""
        return self.code[0]


FAMILIES: Final = {
    "B": "the site cannot be built",
    "C": "site.yaml is wrong",
    "D": "a field is missing, unknown, of the wrong kind or out of range",
    "L": "the content is legal but poor",
    "R": "a name leads nowhere, twice, or in a circle",
    "S": "a file cannot be read",
    "T": "a theme, template or string is wrong",
}

CODES: Final[tuple[Code, ...]] = (
    Code("B001", "path-collision", "two outputs want the same path"),
    Code("B002", "failed-recipe", "a page could not be made"),
    Code("B003", "failed-diagram", "a diagram could not be drawn"),
    Code("B004", "unreadable-release", "a release cannot be published as it was"),
    Code("C101", "missing-setting", "site.yaml lacks a key it must have"),
    Code("C102", "unknown-setting", "site.yaml has a key that means nothing"),
    Code("C103", "wrong-kind-of-setting", "a setting is text where a number is expected, or the like"),
    Code("C104", "refused-setting", "a setting is out of range or not among the choices"),
    Code("C105", "malformed-setting", "a setting is not written the way its kind is"),
    Code("D101", "missing-key", "a key that must be there is not"),
    Code("D102", "unknown-key", "a key means nothing here"),
    Code("D103", "wrong-kind", "a value is text where a number is expected, or the like"),
    Code("D104", "refused-value", "a value is out of range or not among the choices"),
    Code("D105", "malformed-text", "a date, id, duration or link is not written the way one is"),
    Code("D201", "stages-twice", "a journey has stages in its file and in files of their own"),
    Code("D202", "translation-of-nothing", "a translation has no original"),
    Code("D203", "untranslatable-key", "a translation changes what is the same in every language"),
    Code("D204", "self-contradiction", "two values of one entity cannot both be right"),
    Code("L101", "ownerless-journey", "nobody answers for a journey"),
    Code("L102", "overdue-review", "a journey or a persona was not reviewed in time"),
    Code("L103", "empty-stage", "a stage has no steps"),
    Code("L104", "unused-touchpoint", "no step uses a touchpoint"),
    Code("L105", "missing-scope", "a journey does not say what it covers"),
    Code("L106", "crowded-map", "a map is too large to be read at a glance"),
    Code("L107", "missing-expectation", "a stage does not say what people expect of it"),
    Code("L108", "empty-journey", "a journey has no stages"),
    Code("L109", "changed-since-approval", "a journey no longer says what somebody approved"),
    Code("L110", "unproven-approval", "nobody can tell what somebody approved"),
    Code("L201", "silent-pain", "a step hurts, but nobody wrote down why"),
    Code("L202", "unclaimed-pain", "a pain of high severity has no opportunity"),
    Code("L301", "retired-touchpoint", "a step uses a touchpoint that is retired"),
    Code("L302", "single-channel", "a whole journey happens in one channel"),
    Code("L303", "organisation-voice", "a step is named from the organisation's side"),
    Code("L304", "unpaired-future", "a future map has no current one beside it"),
    Code("L305", "unknown-rule", "a setting names a rule that does not exist"),
    Code("L306", "outdated-translation", "a translation is older than its original"),
    Code("L401", "claims-without-evidence", "something claims to rest on research but names none"),
    Code("L402", "numbers-without-voices", "a journey has numbers but no voices"),
    Code("L403", "voices-without-numbers", "a journey has voices but no numbers"),
    Code("L404", "stale-evidence", "evidence has expired but is still relied on"),
    Code("L405", "metric-without-points", "a metric was never measured"),
    Code("R001", "unknown-reference", "an id leads to nothing"),
    Code("R002", "duplicate-id", "two entities of a kind have the same id"),
    Code("R003", "circular-reference", "references lead back to where they began"),
    Code("R004", "missing-asset", "a picture or file is not below content/assets/"),
    Code("R005", "dead-link", "a link in prose leads to nothing"),
    Code("R006", "refused-link", "a link leads where no page may lead"),
    Code("R007", "unknown-lane", "a map asks for a lane there is not"),
    Code("R008", "unpaired-journeys", "a journey pairs with one that pairs with another"),
    Code("R009", "unknown-life-cycle-stage", "a stage belongs to a stage of the life cycle there is not"),
    Code("S001", "broken-yaml", "the YAML of a file cannot be read"),
    Code("S002", "not-utf-8", "a file is not plain text in UTF-8"),
    Code("S003", "duplicate-key", "a key is written twice"),
    Code("S004", "limit-exceeded", "a file is bigger or deeper than is read"),
    Code("S005", "refused-yaml", "YAML is used that is not read here: a merge key, a tag"),
    Code("S006", "missing-front-matter", "a file does not begin with front matter"),
    Code("S007", "unknown-place", "a file lies where no kind of content belongs"),
    Code("S008", "unreadable-file", "a file cannot be opened"),
    Code("S009", "wrong-shape", "a file does not hold keys and values"),
    Code("S010", "empty-site", "there is nothing to make a site of"),
    Code("S011", "refused-asset", "a picture or download cannot be published as it is"),
    Code("T001", "template-error", "a template cannot be rendered"),
)  # fmt: skip
"""Sorted by code."""

_CODES_BY_WORD: Final = {word: code for code in CODES for word in (code.code.lower(), code.name)}


def code_named(text: str) -> Code | None:
    """By code or by name, in any case; ``None`` if there is none."""
    return _CODES_BY_WORD.get(text.strip().lower())
