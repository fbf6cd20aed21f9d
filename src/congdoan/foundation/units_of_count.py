"""What is counted, in the words officers use: 161 lượt người, 12 cuộc, 38.500.000 đồng.

Vietnamese says one sitting and ten alike; English does not, so the word is asked for together with how many.
"""

from decimal import Decimal

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import npgettext_lazy

WORDS: dict[str, Promise] = {
    "person": npgettext_lazy("counted", "người", "người", "n"),
    "person_time": npgettext_lazy("counted", "lượt người", "lượt người", "n"),
    "sitting": npgettext_lazy("counted", "cuộc", "cuộc", "n"),
    "gift": npgettext_lazy("counted", "suất", "suất", "n"),
    "team": npgettext_lazy("counted", "tổ", "tổ", "n"),
    "leaflet": npgettext_lazy("counted", "tờ", "tờ", "n"),
    "parcel": npgettext_lazy("counted", "phần", "phần", "n"),
    "work": npgettext_lazy("counted", "phần việc", "phần việc", "n"),
    "model": npgettext_lazy("counted", "mô hình", "mô hình", "n"),
    "initiative": npgettext_lazy("counted", "sáng kiến, đề tài", "sáng kiến, đề tài", "n"),
    "opinion": npgettext_lazy("counted", "ý kiến", "ý kiến", "n"),
    "recommendation": npgettext_lazy("counted", "kiến nghị", "kiến nghị", "n"),
    "note": npgettext_lazy("counted", "bản tin", "bản tin", "n"),
    "organisation": npgettext_lazy("counted", "tập thể", "tập thể", "n"),
    "household": npgettext_lazy("counted", "hộ", "hộ", "n"),
    "house": npgettext_lazy("counted", "nhà", "nhà", "n"),
    "tonne": npgettext_lazy("counted", "tấn", "tấn", "n"),
    "workday": npgettext_lazy("counted", "ngày công", "ngày công", "n"),
    "unit": npgettext_lazy("counted", "đơn vị", "đơn vị", "n"),
}
_ALWAYS = {"VND": "đồng", "percent": "%", "%": "%"}
MANY = 2


def unit_in_words(code: str, quantity: int | Decimal | None = None) -> str:
    """The word for a unit of count, one or several of it; several where no quantity is told, as over a column.

    The code itself for one that an installation added without a word.
    """
    if code in WORDS:
        is_one = quantity is not None and abs(quantity) == 1
        return str(WORDS[code] % {"n": 1 if is_one else MANY})
    return _ALWAYS.get(code, code)


def unit_on_paper(code: str) -> str:
    """The Vietnamese word whoever reads: official papers speak one language."""
    with translation.override("vi"):
        return unit_in_words(code)
