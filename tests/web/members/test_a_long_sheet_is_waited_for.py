"""Hà's office waits while the worker brings a sheet of a hundred thousand members in, and sees how far it is."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.foundation.models import Progress
from congdoan.membership.importing import take
from congdoan.membership.models import ImportState
from membership.sheets import office_sheet

pytestmark = pytest.mark.django_db


def test_the_page_says_how_many_rows_were_read_and_people_entered(
    province: Province, sign_in: Callable[..., Client]
) -> None:
    with clock.set_to(date(2024, 12, 20)):
        ha = sign_in("Hà", Role.OFFICER, province.sector)
        batch = take(office_sheet(), name="ds.xlsx", under=province.sector, since=date(2024, 1, 1), by=province.minh)
        news = Progress.objects.create(subject=f"import:{batch.key}", done=23_000, told_at=clock.now())

        assert "Đã đọc 23.000 dòng" in ha.get(reverse("members:batch", args=[batch.key])).content.decode()

        batch.state, news.done, news.whole = ImportState.WRITING, 40_000, 100_000
        batch.save()
        news.save()
        assert "Đã ghi 40.000/100.000 người" in ha.get(reverse("members:batch", args=[batch.key])).content.decode()
