"""Channels and devices every site may use without declaring them.

A site's own ``channels.yaml`` or ``devices.yaml`` adds to these, or renames one by
using its id.
"""

from __future__ import annotations

from cjmgen.model.text import Foreign

NAMES: dict[str, dict[str, dict[str, str]]] = {
    "channel": {
        "shop": {"en": "Shop", "pl": "Sklep", "zh": "门店"},
        "web": {"en": "Web", "pl": "Strona WWW", "zh": "网站"},
        "app": {"en": "App", "pl": "Aplikacja", "zh": "应用"},
        "phone": {"en": "Phone", "pl": "Telefon", "zh": "电话"},
        "mail": {"en": "E-mail", "pl": "E-mail", "zh": "电子邮件"},
        "post": {"en": "Post and parcel", "pl": "Poczta i paczka", "zh": "邮寄"},
        "people": {"en": "Word of mouth", "pl": "Polecenie znajomych", "zh": "口碑"},
        "social": {"en": "Social media", "pl": "Media społecznościowe", "zh": "社交媒体"},
        "search": {"en": "Search", "pl": "Wyszukiwarka", "zh": "搜索"},
        "chat": {"en": "Chat", "pl": "Czat", "zh": "在线聊天"},
        "event": {"en": "Event", "pl": "Wydarzenie", "zh": "活动"},
        "print": {"en": "Print", "pl": "Druk", "zh": "印刷品"},
        "kiosk": {"en": "Kiosk", "pl": "Kiosk", "zh": "自助终端"},
        "street": {"en": "Out of home", "pl": "Reklama zewnętrzna", "zh": "户外"},
    },
    "device": {
        "phone": {"en": "Phone", "pl": "Telefon", "zh": "手机"},
        "laptop": {"en": "Laptop", "pl": "Laptop", "zh": "笔记本电脑"},
        "desktop": {"en": "Desktop computer", "pl": "Komputer stacjonarny", "zh": "台式电脑"},
        "tablet": {"en": "Tablet", "pl": "Tablet", "zh": "平板电脑"},
        "watch": {"en": "Watch", "pl": "Zegarek", "zh": "手表"},
        "call": {"en": "Phone call", "pl": "Rozmowa telefoniczna", "zh": "通话"},
        "person": {"en": "In person", "pl": "Osobiście", "zh": "当面"},
        "tv": {"en": "Television", "pl": "Telewizor", "zh": "电视"},
        "paper": {"en": "Paper", "pl": "Papier", "zh": "纸质"},
    },
}


def name_of(kind: str, ident: str, lang: str) -> str:
    """The name of a built-in in a language; English, and marked as such, where it has none."""
    names = NAMES[kind][ident]
    own = names.get(lang.split("-", 1)[0])
    return Foreign(names["en"], "en") if own is None else own
