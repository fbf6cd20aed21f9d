"""What is counted, in the words officers use: 161 lượt người, 12 cuộc, 38.500.000 đồng."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "person": _("người"),
    "person_time": _("lượt người"),
    "sitting": _("cuộc"),
    "gift": _("suất"),
    "team": _("tổ"),
    "leaflet": _("tờ"),
    "parcel": _("phần"),
    "work": _("phần việc"),
    "model": _("mô hình"),
    "initiative": _("sáng kiến, đề tài"),
    "opinion": _("ý kiến"),
    "recommendation": _("kiến nghị"),
    "note": _("bản tin"),
    "organisation": _("tập thể"),
    "household": _("hộ"),
    "house": _("nhà"),
    "tonne": _("tấn"),
    "workday": _("ngày công"),
    "VND": _("đồng"),
    "percent": _("%"),
    "unit": _("đơn vị"),
}


def unit_in_words(code: str) -> str:
    """The word for a unit of count; the code itself for one that an installation added without a word."""
    return str(WORDS.get(code, code))
