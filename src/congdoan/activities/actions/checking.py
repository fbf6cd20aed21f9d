"""What must hold before an act may stand, said in the words of the person who records it."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from congdoan.activities.models import Act, ActKind
from congdoan.activities.rules import LARGEST, Counted, read_counted
from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.models import Measure
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import heirs_in_words, is_placed


def checked_counts(kind: ActKind, counts: Mapping[str, int]) -> dict[Counted, int]:
    """The counts by measure and facet. Raises Refused for one the kind does not have, or no sensible number."""
    allowed = {row.measure_id: row.measure for row in kind.countables.select_related("measure")}
    checked: dict[Counted, int] = {}
    for code, quantity in counts.items():
        counted = read_counted(code)
        measure = allowed.get(counted.measure)
        if measure is None:
            raise Refused(
                _("Loại việc “%(kind)s” không đếm “%(measure)s”; hãy chọn loại việc khác hoặc bỏ số này.")
                % {"kind": kind, "measure": _measure_name(counted.measure)},
                field=code,
            )
        _refuse_quantity(quantity, measure, field=code)
        checked[counted] = quantity
    return checked


def refuse_wrong_days(unit: Unit, happened_on: date, until: date | None) -> None:
    """A day to come, an end before the beginning, a day on which the unit did not stand."""
    today = clock.today()
    if happened_on > today or (until and until > today):
        field = "happened_on" if happened_on > today else "until"
        raise Refused(
            _("Ngày này chưa đến (hôm nay là %(today)s). Chỉ ghi việc đã làm; việc sắp làm hãy để trong nhiệm vụ.")
            % {"today": f"{today:%d/%m/%Y}"},
            field=field,
        )
    if until and until < happened_on:
        raise Refused(_("Ngày kết thúc trước ngày bắt đầu; hãy đổi lại hai ngày."), field="until")
    for day, field in ((happened_on, "happened_on"), (until, "until")):
        if day and not is_placed(unit, on=day):
            raise Refused(_words_for_not_standing(unit, day), field=field)


def refuse_changed(act: Act, version: int, theirs: dict[str, str]) -> None:
    """The second of two who save sees what the first one saved."""
    if act.version != version:
        raise Changed(_("Việc này vừa được người khác sửa; hãy xem bản mới rồi sửa tiếp nếu còn cần."), theirs=theirs)


def refuse_empty_reason(reason: str) -> str:
    """The reason, tidied. A record is never changed without saying why."""
    tidy = reason.strip()
    if not tidy:
        raise Refused(_("Hãy ghi lý do; lý do được lưu cùng số cũ và số mới."), field="reason")
    return tidy


def _refuse_quantity(quantity: int, measure: Measure, *, field: str) -> None:
    if quantity < 0:
        raise Refused(_("“%(name)s” không thể âm.") % {"name": measure}, field=field)
    if quantity > LARGEST:
        raise Refused(_("“%(name)s” lớn quá mức có thể; hãy kiểm tra lại số vừa gõ.") % {"name": measure}, field=field)


def _words_for_not_standing(unit: Unit, day: date) -> str:
    values = {"unit": unit.name, "day": f"{day:%d/%m/%Y}"}
    if day < unit.established_on:
        return _("%(unit)s thành lập ngày %(since)s, sau ngày %(day)s; hãy kiểm tra lại ngày.") % {
            **values,
            "since": f"{unit.established_on:%d/%m/%Y}",
        }
    if unit.ended_on and day >= unit.ended_on:
        said = {**values, "ended": f"{unit.ended_on:%d/%m/%Y}", "heirs": heirs_in_words(unit)}
        words = _("%(unit)s đã kết thúc hoạt động từ %(ended)s; việc sau đó hãy ghi ở đơn vị tiếp nhận: %(heirs)s.")
        return words % said
    return _("%(unit)s không hoạt động vào ngày %(day)s; hãy kiểm tra lại ngày hoặc đơn vị.") % values


def _measure_name(code: str) -> str:
    measure = Measure.objects.filter(code=code).first()
    return str(measure) if measure else code
