"""Words said before Django is up, and also when it cannot come up: in Vietnamese as written, or in English."""

import gettext
from pathlib import Path

_chosen: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str, *locales: Path) -> None:
    """Say everything from here on in `language`, finding its words in our own and the given `locale` folders.

    "vi" needs no folder: the sentences are written in it. A folder without the language is passed over.
    """
    global _chosen
    _chosen = gettext.NullTranslations()
    if language != "vi":
        for folder in (Path(__file__).parent / "locale", *locales):
            found = gettext.translation("django", folder, [language], fallback=True)
            found.add_fallback(_chosen)
            _chosen = found


def _(sentence: str) -> str:
    return _chosen.gettext(sentence)


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation that is said later."""
    return sentence
