"""The fields of each short form, and the details they carry into the act."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.activities.details import (
    ConferenceDetails,
    Details,
    FindingDetails,
    InspectionDetails,
    SittingDetails,
    SituationDetails,
    TeamDetails,
)
from congdoan.activities.models import ActForm
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.organisation.models import Unit
from congdoan.web.shell.fields import BodyField, CountField
from congdoan.web.shell.widgets import Stepper

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Fields = dict[str, forms.Field]


def fields_for(form: str, *, unit: Unit) -> Fields:
    """The fields a kind's short form adds; none for the general form."""
    return _FIELDS[form](unit) if form in _FIELDS else {}


def details_from(form: str, said: Mapping[str, Any]) -> Details | None:
    """What was said in the short form; None where it has none, or nothing was said in it."""
    return _DETAILS[form](said) if form in _DETAILS else None


def _text(label: "StrOrPromise", *, length: int = 250, hint: "StrOrPromise" = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=length, help_text=hint, widget=widget)


def _people(label: "StrOrPromise") -> CountField:
    return CountField(label=label, required=False, at_most=32_000, widget=Stepper(unit=unit_in_words("person")))


def _sitting(_unit: Unit) -> Fields:
    return {
        "theme": _text(_("Chủ đề")),
        "channel": _text(_("Hình thức"), length=60, hint=_("Trực tiếp, trực tuyến, loa…")),
    }


def _conference(_unit: Unit) -> Fields:
    return {
        "committee": _text(_("Hội nghị của"), length=120, hint=_("Ban Chấp hành, Ban Thường vụ, đại biểu…")),
        "ordinal": CountField(label=_("Lần thứ"), required=False, at_least=1, at_most=999),
        "is_enlarged": forms.BooleanField(label=_("Mở rộng"), required=False),
        "members_called": _people(_("Ủy viên được triệu tập")),
        "members_present": _people(_("Ủy viên có mặt")),
        "invitees": _people(_("Khách mời")),
    }


def _team(_unit: Unit) -> Fields:
    return {
        "team_name": _text(_("Tên tổ"), length=200, hint=_("Bỏ trống nếu đơn vị chỉ có một tổ.")),
        "members": CountField(
            label=_("Số thành viên"), at_least=1, at_most=32_000, widget=Stepper(unit=unit_in_words("person"))
        ),
    }


def _situation(_unit: Unit) -> Fields:
    return {
        "phase": _text(_("Thời điểm"), length=60, hint=_("Trước Tết, trong đợt dịch…")),
        "jobs": _text(_("Việc làm"), length=2000, rows=2),
        "wages": _text(_("Tiền lương, thu nhập"), length=2000, rows=2),
        "mood": _text(_("Tư tưởng, tâm trạng"), length=2000, rows=2),
        "proposals": _text(_("Đề xuất"), length=2000, rows=2),
    }


def _inspection(unit: Unit) -> Fields:
    return {
        "about": BodyField(label=_("Nơi được kiểm tra"), near=unit, outside=True, required=False),
        "finding": _text(_("Phát hiện"), length=2000, rows=2),
        "recommendation": _text(_("Kiến nghị"), length=2000, rows=2),
    }


_FIELDS: dict[str, Callable[[Unit], Fields]] = {
    ActForm.SITTING: _sitting,
    ActForm.CONFERENCE: _conference,
    ActForm.TEAM: _team,
    ActForm.SITUATION: _situation,
    ActForm.INSPECTION: _inspection,
}


def _finding_details(said: Mapping[str, Any]) -> Details | None:
    if not said["about"] or not said["finding"]:
        return None
    return InspectionDetails([FindingDetails(said["about"], said["finding"], said["recommendation"])])


_DETAILS: dict[str, Callable[[Mapping[str, Any]], Details | None]] = {
    ActForm.SITTING: lambda said: SittingDetails(said["theme"], said["channel"]) if said["theme"] else None,
    ActForm.CONFERENCE: lambda said: ConferenceDetails(
        committee=said["committee"],
        ordinal=said["ordinal"],
        is_enlarged=said["is_enlarged"],
        members_called=said["members_called"],
        members_present=said["members_present"],
        invitees=said["invitees"],
    ),
    ActForm.TEAM: lambda said: TeamDetails(said["team_name"], said["members"]),
    ActForm.SITUATION: lambda said: SituationDetails(
        **{name: said[name] for name in ("phase", "jobs", "wages", "mood", "proposals")}
    ),
    ActForm.INSPECTION: _finding_details,
}
