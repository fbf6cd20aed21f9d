"""The sector's own plan asked for reports; nobody above asked the sector. What it draws together is its own: concluded,
signed, sent to the federation for its knowledge, and never judged.
"""

from datetime import date

import pytest

from congdoan.foundation.errors import Refused
from congdoan.reports import actions, queries
from congdoan.reports.figures import shown
from congdoan.reports.models import Report, ReportState
from congdoan.reports.paper import paper
from reports_stories import Campaign

AUGUST_5 = date(2021, 8, 5)


def drawn(campaign: Campaign) -> Report:
    """Both units' figures recorded, the hospital's report accepted, the sector's own summary written."""
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    campaign.province.append(campaign.province.clinic, "propaganda_attendances", 70, on=AUGUST_5)
    campaign.accepted(campaign.province.hospital)
    return written(actions.open_own(campaign.asked, by=campaign.sector), campaign)


def written(report: Report, campaign: Campaign) -> Report:
    for block in report.blocks.filter(kind="paragraph", text=""):
        actions.write(block, text="Không phát sinh.", version=block.version, by=campaign.sector)
    return report


def concluded(report: Report, campaign: Campaign) -> Report:
    return actions.send(report, version=report.version, by=campaign.sector)


def test_it_stands_on_the_figures_of_all_and_picks_from_below(campaign: Campaign) -> None:
    report = drawn(campaign)
    assert actions.open_own(campaign.asked, by=campaign.sector) == report
    assert shown(report)["propaganda_attendances"].value == 231
    [(request, complete)] = queries.desks_below(report)
    assert (request, complete.due, complete.accepted) == (campaign.asked, 2, 1)
    excerpt = queries.readable_excerpts(report)[0]
    block = actions.pick_excerpt(report, source=excerpt.source, after=None, by=campaign.sector)
    assert "161" in block.text
    units = [row.obligation.bearer_id for row in queries.standings(campaign.asked)]
    assert units == [campaign.province.hospital.pk, campaign.province.clinic.pk], "the summary is nobody's answer"


def test_concluded_it_is_frozen_can_be_opened_again_and_signed_goes_to_the_unit_above(campaign: Campaign) -> None:
    report = concluded(drawn(campaign), campaign)
    assert report.state == ReportState.ACCEPTED
    campaign.province.append(campaign.province.clinic, "propaganda_attendances", 9, on=AUGUST_5)
    assert shown(report)["propaganda_attendances"].value == 231

    report = actions.take_back(report, version=report.version, by=campaign.sector)
    assert (report.state, shown(report)["propaganda_attendances"].value) == (ReportState.DRAFT, 240)
    report = concluded(report, campaign)
    signer = campaign.chair(campaign.province.sector)
    report = actions.sign(report, signer=signer, version=report.version, by=campaign.sector)

    assert report.document is not None
    assert [row.name for row in report.document.recipients.all()] == [campaign.province.top.name]
    assert [row.name for row in paper(report).recipients] == [campaign.province.top.name]
    assert [event.kind for event in report.events.all()] == ["concluded", "taken_back", "concluded", "signed"]
    with pytest.raises(Refused):
        actions.take_back(report, version=report.version, by=campaign.sector)


def test_closing_the_request_stops_those_below_not_the_summary(campaign: Campaign) -> None:
    report = drawn(campaign)
    actions.close_request(campaign.asked, by=campaign.sector)
    assert concluded(report, campaign).state == ReportState.ACCEPTED
