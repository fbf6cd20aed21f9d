"""The small province on 20 August 2021, with something of everything in it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from act_stories import DAY, ordered
from builders import SETUP, Province
from congdoan.activities import actions as activities
from congdoan.activities.details import Answer, Paper
from congdoan.activities.models import Act, ActKind
from congdoan.foundation import periods
from congdoan.foundation.files import store
from congdoan.foundation.working_date import set_working_date
from congdoan.indicators.actions import give_target
from congdoan.indicators.queries import indicator_by_code
from congdoan.narratives.actions import keep
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import BodyGroup
from congdoan.registry import actions as registry
from congdoan.registry.fields import ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import RegisteredDocument
from congdoan.reports.models import Report
from reports_stories import campaign_of

TODAY = date(2021, 8, 20)


@dataclass
class August:
    """What stands in the province on 20 August 2021."""

    province: Province
    paper: RegisteredDocument
    obligation: Obligation
    act: Act
    report: Report
    target: str
    file: str
    narrative: str

    @property
    def secrets(self) -> list[str]:
        """Words that nobody of another province may ever be shown."""
        return [
            "PL-YT", "Phong Lai", "Nậm Sơn", self.paper.key, self.paper.subject, self.obligation.key,
            self.obligation.duty.what, self.act.key, self.report.key,
        ]  # fmt: skip


def august_in(province: Province) -> August:
    """Call it with the clock set to that day."""
    set_working_date(TODAY, by=SETUP)
    paper = _paper(province)
    obligation = ordered(province, province.hospital, province.clinic)
    kept = store(b"Danh sach", name="Danh sách.txt", by=province.lan)
    act = activities.record(
        ActKind.objects.get(code="propaganda"),
        lead=province.hospital,
        title="Tuyên truyền khoa Nội",
        happened_on=DAY,
        counts={"propaganda_sittings": 1, "propaganda_attendances": 86},
        answers=[Answer(obligation)],
        files=[Paper(kept)],
        by=province.lan,
    )
    report = campaign_of(province).sent(province.hospital)
    obligation.refresh_from_db()
    target = give_target(
        indicator_by_code("propaganda_attendances"), giver=province.top, receiver=province.sector,
        period=periods.parse("2021"), value=Decimal(500), by=province.minh,
    )  # fmt: skip
    narrative = keep(province.sector, text="Cả ngành Phong Lai có 86 lượt người nghe tuyên truyền.", by=province.minh)
    return August(province, paper, obligation, act, report, target.key, kept.key, narrative.key)


def _paper(province: Province) -> RegisteredDocument:
    group = BodyGroup.objects.get(code="grassroots_children")
    fields = PaperFields(
        subject="Phát động đợt thi đua phòng, chống dịch",
        type="KH",
        signer_name="Vũ Thị Sao",
        text="Mỗi đơn vị tổ chức tuyên truyền.",
        clauses=(ClauseFields("Mỗi đơn vị tổ chức tuyên truyền.", "1", path="1"),),
        recipients=(RecipientFields("Các CĐCS trực thuộc", group=group),),
    )
    return registry.issue(registry.draft(province.sector, fields=fields, by=province.minh), on=DAY, by=province.minh)
