"""The list as a sheet: what colleagues may read, no closed field, and by whom it was taken out."""

from django.http import HttpResponse

from congdoan.documents.writing import sheet
from congdoan.documents.writing.sheet import OfficialTable, SheetCell, SheetColumn
from congdoan.foundation import audit, clock, files
from congdoan.foundation.figures import format_date
from congdoan.foundation.saying import gettext as _
from congdoan.membership import access
from congdoan.membership.models import Spell
from congdoan.organisation.queries import parent
from congdoan.web.members.views.listing import sought, spells
from congdoan.web.shell.request import UserRequest

MOST = 20_000


def members(request: UserRequest) -> HttpResponse:
    """The very list on the screen, masked: year of birth instead of the day, no number, no address, nothing sealed."""
    look = sought(request)
    access.may_see_names(request.user, look.unit).require()
    rows = tuple(_line(spell) for spell in spells(request, look)[:MOST])
    above = parent(look.unit, on=request.as_of)
    table = OfficialTable(
        superior=above.name if above else "",
        issuer=look.unit.name,
        title=_("Danh sách đoàn viên"),
        period=_("tại ngày %(day)s") % {"day": format_date(request.as_of)},
        columns=tuple(
            SheetColumn(title)
            for title in (
                _("Họ và tên"),
                _("Năm sinh"),
                _("Giới tính"),
                _("Chức vụ, nghề nghiệp"),
                _("Khoa, phòng, tổ"),
                _("Đơn vị"),
                _("Từ ngày"),
            )
        ),
        rows=rows,
        notes=(_("Thông tin kín không có trong bảng này. %(who)s tải xuống.") % {"who": request.actor.name},),
        name=_("Đoàn viên"),
    )
    sentence = _("Tải xuống danh sách %(count)d đoàn viên của %(unit)s.") % {
        "count": len(rows),
        "unit": look.unit.name,
    }
    audit.record("membership.list.exported", f"unit:{look.unit.code}", sentence, by=request.actor)
    stamp = f"{clock.today():%Y%m%d}"
    return HttpResponse(
        sheet.write_xlsx(table),
        content_type=files.XLSX,
        headers={"Content-Disposition": f'attachment; filename="doan-vien-{look.unit.code}-{stamp}.xlsx"'},
    )


def _line(spell: Spell) -> tuple[SheetCell, ...]:
    person, file = spell.person, spell.person.member_file
    return (
        person.name,
        str(person.birth_year or ""),
        person.get_sex_display() if person.sex else "",
        file.job_title,
        file.workplace,
        spell.unit.name,
        format_date(spell.valid.lower),
    )
