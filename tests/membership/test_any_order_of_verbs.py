"""Whatever happens in whatever order: start + in − out = end, the journal says what the files say, nobody twice."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.membership import queries
from congdoan.membership.actions import (
    admit,
    cancel_transfer,
    correct_identity,
    end,
    receive_transfer,
    record_headcount,
    return_transfer,
    transfer_out,
    withdraw_admission,
    withdraw_leaving,
)
from congdoan.membership.models import (
    Admission,
    AdmissionKind,
    EndCause,
    Leaving,
    MemberFile,
    Spell,
    Transfer,
    TransferState,
)
from congdoan.organisation.models import Unit
from congdoan.reorganisation import actions as reorganisation
from membership_stories import DECISION, crowd, members, nothing_is_wrong

pytestmark = pytest.mark.django_db

START = date(2024, 1, 1)
LAW = Citation("12/QĐ-LĐLĐ", date(2024, 6, 20), "Liên đoàn Lao động tỉnh Phong Lai")


class Year:
    """A year in which anything may happen; `luck` decides to whom. Refusals are part of it and change nothing."""

    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.luck, self.day, self.made = province, random.Random(seed), START, 0

    def units(self) -> list[Unit]:
        units = [self.province.hospital, self.province.clinic, self.province.sector, self.province.other_sector]
        return [unit for unit in Unit.objects.filter(pk__in=[unit.pk for unit in units]) if unit.ended_on is None]

    def unit(self) -> Unit:
        return self.luck.choice(self.units())

    def admits(self) -> None:
        count = self.luck.randint(1, 4)
        kind = self.luck.choice([AdmissionKind.ADMITTED, AdmissionKind.REGISTERED, AdmissionKind.ARRIVED])
        people = crowd(count, women=self.luck.randint(0, count), start=self.made)
        self.made += count
        admit(self.unit(), people, on=self.day, decision=DECISION, kind=kind, by=self.province.minh)

    def ends(self) -> None:
        if spell := self._any(Spell.objects.filter(valid__upper_inf=True)):
            end(
                spell.person,
                cause=self.luck.choice([EndCause.DIED, EndCause.MOVED]),
                on=self.day,
                by=self.province.minh,
            )

    def transfers(self) -> None:
        if spell := self._any(Spell.objects.filter(valid__upper_inf=True)):
            transfer_out(spell.person, to=self.unit(), on=self.day, by=self.province.minh)

    def settles(self) -> None:
        transfer = self._any(Transfer.objects.filter(state=TransferState.PENDING))
        if transfer is None:
            return
        settle: Callable[..., Transfer] = self.luck.choice([receive_transfer, return_transfer, cancel_transfer])
        more = {} if settle is receive_transfer else {"reason": "Không đúng"}
        settle(transfer, on=self.day, by=self.province.minh, **more)

    def counts(self) -> None:
        members = self.luck.randint(0, 60)
        record_headcount(
            self.unit(),
            Period(self.day - timedelta(days=20), self.day),
            members=members,
            women=self.luck.randint(0, members),
            flows={"new_members": self.luck.randint(0, 3), "left_retired": self.luck.randint(0, 2)},
            by=self.province.minh,
        )

    def corrects(self) -> None:
        if file := self._any(MemberFile.objects.all()):
            sex = self.luck.choice(["f", "m", ""])
            correct_identity(
                file,
                name=file.person.name,
                sex=sex,
                birth_on=file.birth_on,
                version=file.version,
                by=self.province.minh,
            )

    def takes_back(self) -> None:
        if self.luck.random() < 0.5:
            if found := self._any(Admission.objects.filter(withdrawn_at__isnull=True)):
                withdraw_admission(found, reason="Nhầm", by=self.province.minh)
        elif gone := self._any(Leaving.objects.filter(withdrawn_at__isnull=True)):
            withdraw_leaving(gone, reason="Nhầm", by=self.province.minh)

    def merges(self) -> None:
        old, new = self.province.clinic, self.luck.choice([self.province.hospital, self.province.sector])
        since = self.day - timedelta(days=self.luck.choice([0, 0, 7]))
        reorganisation.merge([Unit.objects.get(pk=old.pk)], into=new, on=since, decided_by=LAW, by=self.province.minh)

    def _any(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.luck.choice(found) if found else None


VERBS = [
    "admits",
    "admits",
    "admits",
    "ends",
    "transfers",
    "transfers",
    "settles",
    "counts",
    "corrects",
    "takes_back",
    "merges",
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=st.lists(st.sampled_from(VERBS), min_size=6, max_size=22), seed=st.integers(0, 10**6))
def test_stock_and_flow_agree_after_any_year(verbs: list[str], seed: int) -> None:
    with transaction.atomic():
        province = Province()
        year = Year(province, seed)
        for verb in verbs:
            year.day += timedelta(days=year.luck.randint(0, 9))
            with clock.set_to(year.day):
                try:
                    with transaction.atomic():
                        getattr(year, verb)()
                except Refused:
                    continue
        _prove(province, year.day)
        transaction.set_rollback(True)


def _prove(province: Province, last: date) -> None:
    assert nothing_is_wrong()
    named = Spell.objects.filter(valid__contains=last)
    assert members(province.top, last, "", "women") == named.count() == named.values("person").distinct().count()
    for unit in (province.top, province.sector, province.hospital, province.clinic):
        for period in (Period(START, last), Period(START + (last - START) / 2, last)):
            found = queries.reconciliation(unit, period)
            gaps = sum(gap.unexplained for gap in queries.gaps(unit, period))
            assert found.unexplained == gaps, (unit.code, period.code)
            assert found.start + found.admitted + found.registered + found.transferred_in + found.came_with_units == (
                found.end - gaps + found.left_total + found.transferred_out + found.went_with_units
            )
