"""The two real directives of the seeds, taken in, entered and carried out by units of our own invention.

Reads the evaluation corpus; skipped where it is absent.
"""

from datetime import date

import pytest

from builders import SETUP, Province
from congdoan.foundation import clock
from congdoan.foundation.text import fold
from congdoan.obligations import proposing
from congdoan.obligations.actions import issue
from congdoan.obligations.models import Obligation
from congdoan.obligations.proposing.bearing import bodies_now, is_others
from congdoan.organisation.actions import register_body
from congdoan.organisation.models import Unit
from congdoan.registry import queries
from congdoan.registry.models import RecipientKind, RegisteredDocument
from congdoan.registry.rules.symbols import read_symbol
from documents.corpus import needs_corpus, stored

pytestmark = [pytest.mark.django_db, needs_corpus]


def renamed(province: Province, place: str) -> Province:
    """The small province, its federation and health union named after `place`."""
    names = {province.top: f"Liên đoàn Lao động tỉnh {place}", province.sector: f"Công đoàn ngành Y tế tỉnh {place}"}
    for unit, name in names.items():
        unit.names.update(name=name)
        Unit.objects.filter(pk=unit.pk).update(name=name, folded=fold(name))
        unit.refresh_from_db()
    return province


@pytest.fixture
def lam_dong(province: Province) -> Province:
    return renamed(province, "Lâm Đồng")


@pytest.fixture
def lai_chau(province: Province) -> Province:
    return renamed(province, "Lai Châu")


def test_the_plan_is_taken_as_the_sectors_own_with_its_number_and_accents(lam_dong: Province) -> None:
    with clock.set_to(clock.moment(date(2021, 8, 3))):
        paper = proposing.receive(lam_dong.sector, text=stored("seeds", "003"), by=lam_dong.minh)
        assert (paper.symbol_raw, paper.symbol, paper.issued_on) == ("08/KH-CDYT", "08/KH-CĐYT", date(2021, 8, 3))
        assert (paper.peak_start, paper.peak_end) == (date(2021, 8, 1), date(2021, 8, 31))
        assert [step.symbol for step in queries.trail(paper)] == ["32/KH-LĐLĐ", "08/KH-CĐYT"]

        own = proposing.take_as_own(paper, by=lam_dong.minh)
        safety = next(duty for duty in own.duties.all() if "Phát động và tổ chức đợt thi đua" in duty.what)
        assert {body.pk for body in bodies_now(safety, on=date(2021, 8, 3))} == {
            lam_dong.hospital.pk,
            lam_dong.clinic.pk,
        }
        proposing.accept(safety, due_on=date(2021, 8, 31), by=lam_dong.minh)
        number = read_symbol(own.symbol_raw)
        assert number is not None
        laid = issue(own, on=date(2021, 8, 3), number=number.number, by=lam_dong.minh)

    issued = RegisteredDocument.objects.get(pk=own.pk)
    assert issued.symbol == "08/KH-CĐYT"
    assert {row.bearer_id for row in laid} == {lam_dong.hospital.pk, lam_dong.clinic.pk}
    assert lam_dong.top.pk in issued.deliveries.values_list("body", flat=True)


def test_at_a_grassroots_union_the_sectors_duties_are_told_apart_and_no_date_is_made_up(lam_dong: Province) -> None:
    paper = proposing.receive(lam_dong.hospital, text=stored("seeds", "003"), by=lam_dong.lan)
    duties = list(paper.duties.all())

    others = [duty for duty in duties if is_others(duty)]
    assert {duty.bearers_text for duty in others} >= {"Công đoàn ngành"}
    assert all(duty.due_on is None for duty in duties)
    asked = next(duty for duty in duties if duty.due_text == "theo quy định")
    proposing.accept(asked, due_on=date(2021, 9, 10), by=lam_dong.lan)
    proposing.register(paper, received_on=date(2021, 8, 4), by=lam_dong.lan)
    assert [(row.bearer_id, row.due_on) for row in Obligation.objects.all()] == [
        (lam_dong.hospital.pk, date(2021, 9, 10))
    ]


def test_the_dispatch_names_its_groups_and_hangs_on_the_programme_and_the_resolution(lai_chau: Province) -> None:
    register_body("TU", name="Văn phòng Tỉnh ủy Lai Châu", since=date(2015, 1, 1), by=SETUP)
    paper = proposing.receive(lai_chau.sector, text=stored("seeds", "004"), by=lai_chau.minh)

    groups = [row.group.code for row in paper.recipients.filter(kind=RecipientKind.ADDRESSEE) if row.group]
    assert groups == ["district_children", "sector_children", "officials_children"]
    office = paper.recipients.get(name="VP Tỉnh ủy Lai Châu")
    assert (office.body.code, office.purpose) == ("TU", "báo cáo")
    assert [step.symbol for step in queries.trail(paper)] == ["42-NQ/TW", "53-CTr/TU", "282/LĐLĐ"]
    duties = list(paper.duties.all())
    assert [duty.due_on for duty in duties] == [None, None, None]
    for duty in duties:
        assert [body.pk for body in bodies_now(duty, on=date(2024, 6, 18))] == [lai_chau.sector.pk]
