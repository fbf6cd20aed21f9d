"""Reports on their way up in the Lâm Đồng campaign:

asked for, written, sent, returned, accepted, signed, drawn together.
"""

from dataclasses import dataclass
from datetime import date

from congdoan.activities import actions as activities
from congdoan.activities.models import ActKind
from congdoan.demo.orders import duties
from congdoan.demo.sending_up import send
from congdoan.demo.world import World
from congdoan.foundation import clock, periods
from congdoan.indicators.models import Board
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument
from congdoan.reports import actions as reports
from congdoan.reports import queries
from congdoan.reports.actions.asking import heading
from congdoan.reports.models import Report, ReportRequest

PERIOD = periods.Period(date(2021, 8, 1), date(2021, 8, 15))
SENT, ACCEPTED, SIGNED, RETURNED, LATE = 18, 12, 6, 2, (20, 21)

OUTLINE = [
    heading(
        "I",
        "Phòng, chống dịch, bảo đảm an toàn cho đoàn viên",
        indicators=["propaganda_sittings", "propaganda_attendances"],
        prompt="Đã tuyên truyền bằng cách nào, bao nhiêu buổi, bao nhiêu lượt người.",
    ),
    heading(
        "II",
        "Lao động giỏi, lao động sáng tạo gắn với an toàn phòng dịch",
        indicators=["safety_team_members", "safety_team_coverage"],
    ),
    heading("III", "Chăm lo đời sống và hoạt động xã hội", indicators=["frontline_volunteers", "frontline_gifts"]),
    heading("IV", "Khó khăn và đề xuất"),
]


@dataclass
class Campaign:
    """The interim report: the sector asks its unions, the province asks the sector."""

    world: World
    plan: RegisteredDocument
    provincial: RegisteredDocument

    def report_up(self) -> None:
        asked = self._ask(self.plan, 4, receiver="LD-YT", on=date(2021, 8, 9))
        upper = self._ask(self.provincial, 1, receiver="LD", on=date(2021, 8, 9))
        units = self.world.below("LD-YT")
        for place, unit in enumerate(units[:SENT]):
            self._send(asked, unit, on=date(2021, 8, 16 + place % 3))
        for place in LATE:
            self._send(asked, units[place], on=date(2021, 8, 20))
        self._judge(asked, units)
        for place, unit in enumerate(units[:SIGNED]):
            if place != RETURNED:
                self._sign(asked, unit)
        self._after_signing(units[1])
        self._draw_together(upper, asked)

    def _ask(self, document: RegisteredDocument, place: int, *, receiver: str, on: date) -> ReportRequest:
        with clock.set_to(clock.moment(on)):
            return reports.ask_for_report(
                duties(document)[place],
                title="Sơ kết đợt thi đua cao điểm phòng, chống dịch Covid-19",
                receiver=self.world[receiver],
                period=PERIOD,
                cutoff_on=PERIOD.end,
                board=Board.objects.get(code="covid-campaign"),
                outline=OUTLINE,
                by=self.world.actor(receiver),
            )

    def _send(self, asked: ReportRequest, unit: Unit, *, on: date) -> Report:
        return send(asked, unit, _words(unit), on=on, by=self.world.actor(unit.code))

    def _judge(self, asked: ReportRequest, units: list[Unit]) -> None:
        by = self.world.actor("LD-YT")
        with clock.set_to(clock.moment(date(2021, 8, 19))):
            for place, unit in enumerate(units[: ACCEPTED + 1]):
                report = asked.reports.get(unit=unit)
                if place == RETURNED:
                    self._return(report)
                else:
                    reports.accept(report, version=report.version, by=by)

    def _return(self, report: Report) -> None:
        by = self.world.actor("LD-YT")
        first = report.blocks.filter(kind="paragraph").first()
        token = report.tokens.filter(name="propaganda_attendances").first()
        reports.remark(
            report,
            block=first,
            quote="các khoa, phòng",
            text="Nêu rõ bao nhiêu khoa, phòng và hình thức tuyên truyền.",
            by=by,
        )
        reports.remark(
            report, token=token, text="Số lượt người thấp hơn danh sách đã gửi ngày 12/8, đề nghị kiểm tra lại.", by=by
        )
        reports.send_back(report, version=report.version, note="Sửa theo hai nhận xét rồi gửi lại trước 23/8.", by=by)

    def _sign(self, asked: ReportRequest, unit: Unit) -> None:
        report = asked.reports.get(unit=unit)
        with clock.set_to(clock.moment(date(2021, 8, 20))):
            reports.sign(
                report, signer=self.world.signers[unit.code], version=report.version, by=self.world.actor(unit.code)
            )

    def _after_signing(self, unit: Unit) -> None:
        """An act of 12 August is registered on the 20th, after the report was signed:

        the signed figure stays and shows its drift.
        """
        with clock.set_to(clock.moment(date(2021, 8, 20))):
            activities.record(
                ActKind.objects.get(code="propaganda"),
                lead=unit,
                title="Tuyên truyền tại khoa Cấp cứu (ghi bổ sung)",
                happened_on=date(2021, 8, 12),
                counts={"propaganda_sittings": 1, "propaganda_attendances": 38},
                by=self.world.actor(unit.code),
            )

    def _draw_together(self, upper: ReportRequest, asked: ReportRequest) -> None:
        """The sector's own report is begun from its unions' accepted ones; two paragraphs were picked so far."""
        by = self.world.actor("LD-YT")
        with clock.set_to(clock.moment(date(2021, 8, 20))):
            report = reports.open_report(upper, unit=self.world["LD-YT"], by=by)
            for block in list(queries.excerpts(report).filter(report__request=asked, ordinal=90)[:2]):
                reports.pick_excerpt(report, source=block, after=queries.place_for(report, block), by=by)


def _words(unit: Unit) -> list[str]:
    """What a chair writes. A unit that sent nobody to the front line says so, and quotes no figure for it."""
    volunteers = figure(unit, indicator_by_code("frontline_volunteers"), PERIOD).value
    return WORDS if volunteers else [*WORDS[:2], "Không phát sinh trong kỳ.", WORDS[3]]


WORDS = [
    "Công đoàn cơ sở đã tổ chức {{propaganda_sittings}} tuyên truyền tới các khoa, phòng với {{propaganda_attendances}} nghe, "
    "chủ yếu bằng hình thức trực tuyến để hạn chế tập trung đông người.",
    "Tổ an toàn Covid-19 có {{safety_team_members}}, duy trì tự kiểm tra hằng tuần.",
    "Vận động {{frontline_volunteers}} tham gia các chốt kiểm soát và gửi {{frontline_gifts}} quà động viên lực lượng tuyến đầu.",
    "Nhân lực mỏng do vừa chống dịch vừa khám chữa bệnh. Đề nghị Công đoàn ngành hỗ trợ khẩu trang và bố trí chỗ nghỉ giữa ca.",
]
