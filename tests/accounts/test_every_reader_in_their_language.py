"""What was done is told in the language of whoever reads it, not of whoever did it."""

from datetime import date

import pytest
from django.utils import translation

from builders import Province, user
from congdoan.accounts import actions, notices
from congdoan.accounts.models import Notice, Role
from congdoan.foundation import audit
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.saying import gettext as said
from congdoan.registry.models import DocumentType

MAY_1 = date(2024, 5, 1)

pytestmark = pytest.mark.django_db


def test_an_entry_made_in_english_reads_in_vietnamese_and_back(province: Province) -> None:
    hoa, _password = actions.create_account("hoa", name="Hoa", by=province.minh)
    with translation.override("en"):
        actions.grant_role(hoa, Role.CLERK, unit=province.hospital, since=MAY_1, by=province.minh)
        entry = AuditEntry.objects.get(action="accounts.account.role_granted")
        assert entry.reading.startswith("Gave Hoa the role Records clerk at ")
    with translation.override("vi"):
        assert entry.reading == "Giao vai trò Văn thư tại CĐCS Bệnh viện Đa khoa Phong Lai cho Hoa từ 01/05/2024."
    assert entry.sentence == entry.reading, "kept in Vietnamese, for searching and for a reader without our catalogues"


def test_words_typed_by_a_person_are_left_as_they_are(province: Province) -> None:
    entry = audit.record("test.note", "unit:PL", "100% xong", by=province.lan)
    with translation.override("en"):
        assert entry.reading == "100% xong"
    filled = audit.record(
        "test.note", "unit:PL", said("Nhắc việc: %(words)s") % {"words": "gửi 100% {x}"}, by=province.lan
    )
    with translation.override("en"):
        assert filled.reading.endswith("gửi 100% {x}")
        assert filled.reading != filled.sentence


def test_one_notice_is_read_by_two_people_in_two_languages(province: Province) -> None:
    minh, lan = user("Minh", Role.CHAIR, province.top), user("Lan", Role.CHAIR, province.hospital)
    told = said("%(unit)s đã ký báo cáo “%(title)s”.") % {"unit": "CĐCS", "title": "Quý I"}

    with translation.override("en"):
        notices.notify([minh], kind="reports.signed", text=told)
    with translation.override("vi"):
        again = said("%(unit)s đã ký báo cáo “%(title)s”.") % {"unit": "CĐCS", "title": "Quý I"}
        notices.notify([minh, lan], kind="reports.signed", text=again)

    assert Notice.objects.count() == 2, "told in English and again in Vietnamese, it is the same matter"
    notice = Notice.objects.get(user=minh)
    with translation.override("en"):
        assert notice.reading == "CĐCS signed the report “Quý I”."
    assert notice.text == "CĐCS đã ký báo cáo “Quý I”."


def test_a_row_of_reference_data_is_named_in_the_readers_language(province: Province) -> None:
    plan = DocumentType.objects.get(code="KH")
    entry = audit.record("test.note", "unit:PL", said("Sổ %(book)s đã khóa.") % {"book": plan}, by=province.lan)
    assert (str(plan), entry.reading) == ("Kế hoạch", "Sổ Kế hoạch đã khóa.")
    with translation.override("en"):
        assert (str(plan), str(province.hospital.level)) == ("Plan", "Grassroots union")
        assert "Plan" in entry.reading
        assert "Kế hoạch" in entry.sentence
