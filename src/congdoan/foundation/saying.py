"""Sentences that are kept in one reader's language and read in another's: what was said, and with which values.

A verb speaks the language of whoever acts; its audit entry and its notices are read by others. So they keep the
sentence as it stands in the code, which is Vietnamese, beside its values, and say it again at reading.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from congdoan.foundation.naming import Named, in_readers_language

Kept = dict[str, Any]
"""The values of a sentence as JSON.

A value that is itself a sentence is `{"message": …, "filled": {…}}`, a row of reference data `{"vi": …, "en": …}`.
"""


class Said(str):
    """A sentence in the language of the one who acts that still knows its own words and values.

    Any change but filling in its values (`%` with a mapping) makes it a plain string again.
    """

    message: str
    filled: Kept

    def __new__(cls, text: str, message: str, filled: Kept | None = None) -> "Said":
        said = super().__new__(cls, text)
        said.message, said.filled = message, filled or {}
        return said

    def __mod__(self, values: Any) -> "Said":
        return Said(super().__mod__(values), self.message, {name: _kept(value) for name, value in values.items()})


def gettext(message: str) -> Said:
    """As Django's, for the verbs: what it answers can be given to `audit.record` and to notices."""
    return Said(translation.gettext(message), message)


def kept(sentence: str) -> tuple[str, str, Kept]:
    """The sentence in Vietnamese, its message and its values; no message for words that are nobody's but the user's."""
    if not isinstance(sentence, Said):
        return str(sentence), "", {}
    with translation.override("vi"):
        return say(sentence.message, sentence.filled), sentence.message, sentence.filled


def say(message: str, filled: Mapping[str, Any]) -> str:
    """The sentence in the language of whoever reads now."""
    words = translation.gettext(message)
    return words % {name: _said(value) for name, value in filled.items()} if filled else words


def _kept(value: object) -> object:
    if isinstance(value, Said):
        return {"message": value.message, "filled": value.filled}
    if isinstance(value, Promise):  # the label of a choice: its Vietnamese is its message
        with translation.override("vi"):
            return {"message": str(value), "filled": {}}
    if isinstance(value, Named):
        return {"vi": value.name, "en": value.name_en}
    return value if isinstance(value, int) else str(value)


def ours(words: str) -> str:
    """Words that came with the system (a holiday's name, a note on a parameter) in the language of whoever reads now.

    Anybody else's words come back as they are.
    """
    return translation.gettext(words) if words else ""


def _said(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return in_readers_language(value["vi"], value["en"]) if "vi" in value else say(value["message"], value["filled"])
