"""A step is named from the organisation's side.

Why it matters
    A journey belongs to the persona. "We send the offer" is our process; what the customer
    lives through is "I wait for an offer" - and only that can feel like something.

What to do
    Name what the persona does or meets: "I wait for the parcel". What we do belongs into
    ``response``. The rule knows English, Polish and Chinese, and only plain cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.model import lang_of
from cjmgen.rules.base import Rule

# A family may say "we", so the word alone proves nothing: it takes a verb of serving, or the customer as object.
PATTERNS = {
    "en": re.compile(
        r"we (send|ship|deliver|offer|provide|inform|notify|contact|invoice|bill|onboard|upsell|process|serve)\b"
        r"|our (team|staff|agents?|employees|system|support|sales|company|shop assistants?)\b"
        r"|(send|ship|offer|inform|notify|contact|call|convince|invoice|bill|onboard|upsell|serve|convert|retain)"
        r" (an? |the |our )?(customer|client|user|buyer|shopper|visitor|lead)s?\b",
        re.IGNORECASE,
    ),
    "pl": re.compile(
        r"(wysyłamy|oferujemy|informujemy|kontaktujemy|dostarczamy|zapewniamy|obsługujemy|powiadamiamy|fakturujemy)\b"
        r"|nasz(a|e|i)? (zespół|system|dział|pracownik|pracownicy|firma|obsługa|konsultant|konsultanci)\b"
        r"|(wyślij|poinformuj|powiadom|obsłuż|przekonaj|skontaktuj się z) klient",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(我们|我方|本公司)(向|给|为|发送|发货|提供|通知|联系|告知|配送|开具)"
        r"|(向|给|为|通知|联系|提醒|说服|告知|服务)(客户|顾客|用户|买家)"
    ),
}


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        for step in journey.steps:
            lang = lang_of(step.name) or atlas.site.lang
            pattern = PATTERNS.get(lang.partition("-")[0].lower())
            if pattern is not None and pattern.match(step.name.strip()):
                yield Diagnostic(
                    RULE.code,
                    f'"{step.name}" is told from the organisation\'s side',
                    step.origin.child("name"),
                    severity=RULE.severity,
                    hint='say what the persona does or meets, and put what we do into "response"',
                )


RULE = Rule(code="L303", name="organisation-voice", check=check, severity=Severity.INFO)
