"""Sao orders something over the telephone and finds it again, unit by unit, until it is done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province, user
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations.actions import enter_spoken, finish
from congdoan.obligations.models import Obligation
from desk.orders import SAO

pytestmark = pytest.mark.django_db


def test_who_gave_it_finds_it_with_every_receiver(province: Province, sign_in: Callable[..., Client]) -> None:
    day = date(2024, 7, 10)
    with clock.set_to(day):
        sao = sign_in("Sao", Role.CHAIR, province.sector)
        assert "Giao không bằng văn bản" not in sao.get("/nhiem-vu/").content.decode()
        enter_spoken(
            giver=province.sector, bearers=[province.hospital, province.clinic], what="Gửi ảnh buổi lễ", on=day,
            due_on=date(2024, 7, 12), by=SAO,
        )  # fmt: skip
    with clock.set_to(date(2024, 7, 11)):
        finish(Obligation.objects.get(bearer=province.hospital), on=date(2024, 7, 11), by=province.lan)
    with clock.set_to(date(2024, 7, 20)):
        assert "/nhiem-vu/giao-mieng/" in sao.get("/nhiem-vu/").content.decode()
        told = sao.get("/nhiem-vu/giao-mieng/").content.decode()

        assert "Gửi ảnh buổi lễ" in told
        assert "xong 1/2" in told
        assert "1 nơi trễ" in told
        assert all(row.key in told for row in Obligation.objects.all())
        stranger = Client()
        stranger.force_login(user("Hoa", Role.CHAIR, province.other_sector))
        assert "Gửi ảnh buổi lễ" not in stranger.get("/nhiem-vu/giao-mieng/").content.decode()
