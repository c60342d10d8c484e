"""What a field may hold, and what is said when it holds something else.

``types`` has the kinds of value an author may write, as pydantic types; ``decode``
validates plain YAML values against a declaration made of them and turns pydantic's
errors into diagnostics.  ``site.yaml`` and all content go through this one door.
"""

from cjmgen.fields.decode import decode, did_you_mean, nearest
from cjmgen.fields.drift import digest_of_texts, texts_to_translate, translation_of
from cjmgen.fields.translate import TRANSLATED_FROM, texts_in, translate
from cjmgen.fields.types import (
    Date,
    Declaration,
    Duration,
    Id,
    Many,
    Name,
    Number,
    Percent,
    Plain,
    Ref,
    Score10,
    SiteUrl,
    Text,
    Title,
    Truth,
    Url,
    Whole,
)

__all__ = [
    "TRANSLATED_FROM", "Date", "Declaration", "Duration", "Id", "Many", "Name", "Number", "Percent", "Plain",
    "Ref", "Score10", "SiteUrl", "Text", "Title", "Truth", "Url", "Whole", "decode", "did_you_mean", "digest_of_texts",
    "nearest", "texts_in", "texts_to_translate", "translate", "translation_of",
]  # fmt: skip
