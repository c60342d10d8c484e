"""The neutral content every program in the benchmark is given: the same words, numbers and references.

``content_of(journeys, seed)`` is a pure function: plain dictionaries, lists, texts and numbers, the same for the same
arguments on every machine.  A journey has 6 stages of 5 steps and about 150 words of prose a stage; a third of the
journeys are written in English, a third in Chinese, a third in Polish, as a site without translations mixes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

STAGES, STEPS, TOUCHPOINTS, WORDS_A_STAGE = 6, 5, 40, 150
CHANNELS = ("shop", "web", "app", "phone", "mail", "people", "social", "event")
DEVICES = ("phone", "laptop", "tablet", "watch", "paper", "person")
LANGUAGES = ("en", "zh", "pl")
MARK = "revision-{}"
"""Stands in one step of each site; changing its number is the edit that is measured."""

# Sentences are made of one of each: who, does, what, how.
_WORDS = {
    "en": (
        "The customer|A colleague at the desk|Somebody in the family|The person on the phone"
        "|A friend who has been there|The shop assistant|Nobody in the queue|The driver at the door",
        "compares|asks about|cannot find|keeps coming back to|remembers|is surprised by|looks for|gives up on",
        "the price on the second page|a size that fits|the letter from last week|the button at the end|an honest review"
        "|the way to the counter|a number that works|two offers side by side|the small print",
        "before the shop closes|for the third time this week|without saying so|on the way home"
        "|while the kettle boils|because the first answer was unclear|and wants to know why|with some relief",
    ),
    "pl": (
        "Klientka|Kolega przy ladzie|Ktoś z rodziny|Osoba po drugiej stronie słuchawki|Znajoma, która już tam była"
        "|Sprzedawczyni|Nikt w kolejce|Kurier pod drzwiami",
        "porównuje|pyta o|nie może znaleźć|ciągle wraca do|zapamiętuje|gubi|szuka|odkłada na później",
        "ceny z drugiej strony|rozmiar, który pasuje|list z zeszłego tygodnia|przycisk na samym końcu"
        "|uczciwą opinię|drogę do okienka|numer, który działa|dwie oferty obok siebie|zapis drobnym drukiem",
        "zanim zamkną sklep|trzeci raz w tym tygodniu|nic nikomu nie mówiąc|w drodze do domu|czekając na herbatę"
        "|bo pierwsza odpowiedź była niejasna|i chce wiedzieć dlaczego|z pewną ulgą",
    ),
    "zh": (
        "顾客|柜台的同事|家里的某个人|电话那头的人|去过的朋友|店员|排队的人|门口的快递员",
        "比较了|询问了|找不到|反复查看|记住了|没想到会看到|正在寻找|放弃了",
        "第二页上的价格|合适的尺码|上周收到的信|页面最下面的按钮|诚实的评价|去服务台的路|能打通的号码|并排的两个方案|小字条款",
        "就在打烊之前|这是本周第三次|但没有说出口|在回家的路上|一边等水烧开|因为第一次的回答不清楚|很想知道原因|心里松了一口气",
    ),
}
_NUMBERED = {"en": "({}).", "pl": "({}).", "zh": "（{}）。"}
_BANKS = {lang: tuple(bank.split("|") for bank in banks) for lang, banks in _WORDS.items()}
_NAMES = {"en": ["Anna", "Tom", "Ruth", "Omar", "Ines"], "pl": ["Zofia", "Łukasz", "Małgorzata", "Michał", "Żaneta"]}
_NAMES["zh"] = ["李娜", "王伟", "张敏", "刘洋", "陈静"]
_STAGE_NAMES = {
    "en": ["Awareness", "Consideration", "Decision", "Delivery", "Use", "Loyalty"],
    "pl": ["Świadomość", "Rozważanie", "Decyzja", "Dostawa", "Używanie", "Lojalność"],
    "zh": ["认知", "考虑", "决定", "交付", "使用", "忠诚"],
}


@dataclass(frozen=True, slots=True)
class Content:
    personas: list[dict[str, Any]]
    touchpoints: list[dict[str, Any]]
    channels: list[dict[str, Any]]
    devices: list[dict[str, Any]]
    journeys: list[dict[str, Any]]

    @property
    def edited(self) -> dict[str, Any]:
        """The journey whose first step holds the mark."""
        return self.journeys[len(self.journeys) // 2]


def content_of(journeys: int, seed: int = 1) -> Content:
    random = Random(seed)
    personas = [_persona(i, random) for i in range(max(2, journeys // 10))]
    touchpoints = [
        {
            "id": f"touchpoint-{i:02}",
            "name": f"{CHANNELS[i % len(CHANNELS)].title()} contact {i:02}",
            "channel": CHANNELS[i % len(CHANNELS)],
            "description": _sentence("en", random),
        }
        for i in range(TOUCHPOINTS)
    ]
    channels = [
        {"id": name, "name": f"{name.title()} channel", "description": _sentence("en", random)} for name in CHANNELS
    ]
    devices = [
        {"id": name, "name": f"{name.title()} device", "description": _sentence("en", random)} for name in DEVICES
    ]
    made = Content(personas, touchpoints, channels, devices, [])
    for i in range(journeys):
        made.journeys.append(_journey(i, made, random))
    first = made.edited["stages"][0]["steps"][0]
    first["doing"] += f" {MARK.format(0)}"
    return made


def _persona(i: int, random: Random) -> dict[str, Any]:
    lang = LANGUAGES[i % 3]
    return {
        "id": f"persona-{i:03}",
        "name": f"{_NAMES[lang][i // 3 % 5]} {i}",
        "role": _sentence(lang, random),
        "goals": [_sentence(lang, random) for _ in range(3)],
        "frustrations": [_sentence(lang, random) for _ in range(3)],
        "portrait": _prose(lang, random),
    }


def _journey(i: int, content: Content, random: Random) -> dict[str, Any]:
    lang = LANGUAGES[i % 3]
    personas = [one["id"] for one in random.sample(content.personas, 2)]
    return {
        "id": f"journey-{i:04}",
        "title": _sentence(lang, random).rstrip(".。"),
        "personas": personas,
        "goal": _sentence(lang, random),
        "scenario": _sentence(lang, random),
        "owner": random.choice(_NAMES["en"]),
        "story": _prose(lang, random),
        "stages": [_stage(number, lang, personas, content, random) for number in range(STAGES)],
    }


def _stage(number: int, lang: str, personas: Sequence[str], content: Content, random: Random) -> dict[str, Any]:
    return {
        "id": f"stage-{number + 1}",
        "name": _STAGE_NAMES[lang][number],
        "goal": _sentence(lang, random),
        "prose": _prose(lang, random),
        "steps": [_step(number * STEPS + k + 1, lang, personas, content, random) for k in range(STEPS)],
    }


def _step(number: int, lang: str, personas: Sequence[str], content: Content, random: Random) -> dict[str, Any]:
    touchpoint = random.choice(content.touchpoints)
    who, does, what, how = (random.choice(bank) for bank in _BANKS[lang])

    emotion = {persona: round(random.uniform(-2, 2), 1) for persona in personas}
    pains = random.choice((1, 2) if min(emotion.values()) <= -1 else (0, 1))

    def words() -> str:
        return _sentence(lang, random, short=True)

    return {
        "id": f"step-{number:02}",
        "name": _joined(lang, who, does, what),
        "touchpoint": touchpoint["id"],
        "channel": touchpoint["channel"],
        "device": random.choice(content.devices)["id"],
        "doing": words(),
        "thinking": f"*{how}* — {words()}",
        "emotion": emotion,
        "pains": [words() for _ in range(pains)],
        "expectation": words(),
        "actual": words(),
    }


def _joined(lang: str, *parts: str) -> str:
    return ("" if lang == "zh" else " ").join(parts)


def _sentence(lang: str, random: Random, *, short: bool = False) -> str:
    """No two are alike: a number of its own keeps a program that remembers texts from being flattered."""
    parts = [random.choice(bank) for bank in _BANKS[lang]][2 if short else 0 :]
    return _joined(lang, *parts, _NUMBERED[lang].format(random.randrange(1_000_000)))


def _prose(lang: str, random: Random) -> str:
    """Paragraphs, one of them a list, with a strong word, a code word and a link: Markdown every program knows."""
    sentences: list[str] = []
    words = 0.0
    while words < WORDS_A_STAGE:
        sentences.append(_sentence(lang, random))
        words += len(sentences[-1]) / 1.6 if lang == "zh" else sentences[-1].count(" ") + 1
    third = len(sentences) // 3
    gap = "" if lang == "zh" else " "
    opening = f"**{sentences[0]}** {gap.join(sentences[1:third])}"
    points = "\n".join(f"- {sentence}" for sentence in sentences[third : third + 3])
    return f"{opening}\n\n{points}\n\n{gap.join(sentences[third + 3 :])} [`{third}`](https://example.org/{third})\n"


_PLAIN = re.compile(r"[^\W\d_](?:(?:[\w ,.()（）。，]|-(?=\w))*[\w.)。）])?")
_WORDS_OF_YAML = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def yaml_of(value: dict[str, Any] | list[Any], indent: str = "") -> str:
    """Block style, as people write it.  Knows what the content is made of, and nothing else."""
    lines = []
    for key, item in value.items() if isinstance(value, dict) else ((None, item) for item in value):
        head = f"{indent}- " if key is None else f"{indent}{key}: "
        if isinstance(item, dict | list) and item:
            inner = yaml_of(item, indent + "  ")
            lines.append(f"{indent}- {inner.lstrip()}" if key is None else f"{indent}{key}:\n{inner}")
        elif isinstance(item, str) and "\n" in item:
            body = "".join(f"{indent}  {line}\n" if line else "\n" for line in item.splitlines())
            lines.append(f"{head}|\n{body}")
        else:
            lines.append(f"{head}{_scalar(item)}\n")
    return "".join(lines)


def _scalar(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    return json.dumps(value, ensure_ascii=False)
