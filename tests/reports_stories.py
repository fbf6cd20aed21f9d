"""The sector asks its two unions for a report on the campaign of August 2021."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builders import Province
from congdoan.foundation import periods
from congdoan.foundation.actor import Actor
from congdoan.obligations import actions as obligations
from congdoan.organisation.actions import add_person, appoint
from congdoan.organisation.models import Office, Unit
from congdoan.reports import actions
from congdoan.reports.actions.asking import heading
from congdoan.reports.models import Report, ReportRequest

AUGUST_16 = date(2021, 8, 16)
OUTLINE = [
    heading("I", "Công tác tuyên truyền", indicators=["propaganda_attendances"]),
    heading("II", "Đề xuất, kiến nghị"),
]


@dataclass
class Campaign:
    """A request for a report, its writers and its judge."""

    province: Province
    asked: ReportRequest
    lan: Actor
    sector: Actor

    def report(self, unit: Unit) -> Report:
        return actions.open_report(self.asked, unit=unit, by=self.lan)

    def upper(self) -> Report:
        """The sector's own report to its province on the same period, opened."""
        duty = obligations.enter_spoken(
            giver=self.province.top,
            bearers=[self.province.sector],
            what="Báo cáo tổng hợp đợt thi đua",
            on=AUGUST_16,
            due_on=date(2021, 8, 20),
            by=self.province.minh,
        )
        asked = actions.ask_for_report(
            duty,
            title="Tổng hợp đợt thi đua cao điểm",
            receiver=self.province.top,
            period=periods.month(8, 2021),
            cutoff_on=date(2021, 8, 15),
            by=self.province.minh,
            outline=OUTLINE,
        )
        return actions.open_report(asked, unit=self.province.sector, by=self.sector)

    def written(self, unit: Unit, words: str = "Đã tổ chức {{propaganda_attendances}} nghe tuyên truyền.") -> Report:
        report = self.report(unit)
        for block in report.blocks.filter(kind="paragraph"):
            actions.write(block, text=words, version=block.version, by=self.lan)
        return report

    def sent(self, unit: Unit) -> Report:
        return actions.send(self.written(unit), version=1, by=self.lan)

    def accepted(self, unit: Unit) -> Report:
        report = self.sent(unit)
        return actions.accept(report, version=report.version, by=self.sector)

    def chair(self, unit: Unit) -> Office:
        person = add_person("Đỗ Thị Lan", by=self.lan)
        return appoint(
            person, body=unit, title="Chủ tịch", signs_as="TM. BAN CHẤP HÀNH", since=date(2020, 1, 1), by=self.lan
        )


def campaign_of(province: Province, more: Sequence[Unit] = ()) -> Campaign:
    """The request as it stands on 16/8/2021, nothing written yet; `more` units owe the report too."""
    sector = Actor("hoang", "Hoàng", province.sector.code)
    duty = obligations.enter_spoken(
        giver=province.sector,
        bearers=[province.hospital, province.clinic, *more],
        what="Báo cáo sơ kết đợt thi đua",
        on=AUGUST_16,
        due_on=date(2021, 8, 18),
        by=sector,
    )
    asked = actions.ask_for_report(
        duty,
        title="Sơ kết đợt thi đua cao điểm",
        receiver=province.sector,
        period=periods.month(8, 2021),
        cutoff_on=date(2021, 8, 15),
        by=sector,
        outline=OUTLINE,
    )
    return Campaign(province, asked, province.lan, sector)
