"""The thread of an order with sixty units and five duties: the tree by itself and the page, against one of two by two.

Builds an order in a scratch database, half of it done by acts, and counts what is drawn before a time is told.
"""

import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from scratch import scratch_database, set_up

if TYPE_CHECKING:
    from congdoan.accounts.models import User
    from congdoan.organisation.models import Unit
    from congdoan.registry.models import RegisteredDocument

ISSUED, DUE, SEEN = date(2024, 6, 18), date(2024, 8, 30), date(2024, 9, 16)


def province() -> "tuple[Unit, list[Unit], User]":
    from congdoan.accounts.actions import create_account, grant_role
    from congdoan.foundation.actor import command
    from congdoan.organisation.actions import establish_unit
    from congdoan.organisation.models import Level

    by, levels, since = command("bench"), {level.code: level for level in Level.objects.all()}, date(2015, 1, 1)
    top = establish_unit(
        "TOP", name="Công đoàn ngành", level=levels["province"], under=None, since=since, by=by, symbol="CĐN"
    )
    units = [
        establish_unit(f"U{n:03}", name=f"CĐCS số {n}", level=levels["grassroots"], under=top, since=since, by=by)
        for n in range(60)
    ]
    account = create_account("bench", name="Người đo", by=by, password="mat-khau-khi-do")[0]
    grant_role(account, "chair", unit=top, since=since, by=by)
    return top, units, account


def order(top: "Unit", units: "list[Unit]", duties: int) -> "RegisteredDocument":
    """An issued plan whose every second obligation is done by an act on its day."""
    from congdoan.activities.actions import record
    from congdoan.activities.details import Answer
    from congdoan.activities.models import ActKind
    from congdoan.foundation import clock
    from congdoan.foundation.actor import command
    from congdoan.obligations import actions
    from congdoan.obligations.models import Duty, DutyBearer
    from congdoan.registry import actions as registry
    from congdoan.registry.fields import ClauseFields, PaperFields

    by, kind = command("bench"), ActKind.objects.order_by("ordinal")[0]
    with clock.set_to(ISSUED):
        fields = PaperFields(
            subject="Kế hoạch", type="KH", signer_name="Người ký", signer_title="CHỦ TỊCH", text="Kế hoạch",
            clauses=(ClauseFields("Việc cần làm.", "1", path="1"),),
        )  # fmt: skip
        paper = registry.draft(top, fields=fields, by=by)
        for number in range(duties):
            duty = Duty.objects.create(
                document=paper, clause=paper.clauses.first(), ordinal=number + 1, what=f"Việc {number + 1}", due_on=DUE,
                origin="clause", given_by=top, given_on=ISSUED, state="accepted",
            )  # fmt: skip
            DutyBearer.objects.bulk_create([DutyBearer(duty=duty, body=unit) for unit in units])
        laid = actions.issue(paper, on=ISSUED, by=by)
    for obligation in laid[::2]:
        lead = next(unit for unit in units if unit.pk == obligation.bearer_id)
        with clock.set_to(date(2024, 8, 14)):
            record(
                kind,
                lead=lead,
                title="Sinh hoạt",
                happened_on=date(2024, 8, 14),
                counts={},
                answers=[Answer(obligation, completes=True)],
                by=by,
            )
    paper.refresh_from_db()
    return paper


def timed(work: Callable[[], object], runs: int = 15) -> float:
    """Median milliseconds of the processor's clock on the wall, after two runs that warm it up."""
    taken = []
    for _ in range(runs + 2):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken[2:])


def main() -> None:
    set_up()
    with scratch_database("congdoan_bench_thread"):
        from django.conf import settings
        from django.test import Client

        from congdoan.accounts.access import holding_standing
        from congdoan.desk.thread import thread
        from congdoan.foundation import clock

        top, units, account = province()
        papers = {"2 × 2": order(top, units[:2], 2), "60 × 5": order(top, units, 5)}
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # a benchmark has gathered none
        client = Client(SERVER_NAME="localhost")
        client.force_login(account)
        told = {}
        with clock.set_to(SEEN), holding_standing(account):  # as every request does
            for size, paper in papers.items():
                found = thread(paper, on=SEEN, user=account)
                bearers, duties = (int(part) for part in size.split(" × "))
                assert sum(node.kind == "obligation" for node in found.walk()) == bearers * duties, size
                address = f"/nhiem-vu/soi-chi/{paper.key}/"
                answer = client.get(address)
                assert answer.status_code == 200, (address, answer.status_code)
                told[size] = (
                    timed(lambda paper=paper: thread(paper, on=SEEN, user=account)),  # type: ignore[misc]
                    timed(lambda address=address: client.get(address)),  # type: ignore[misc]
                )
        for size, (tree, page) in told.items():
            print(f"{size:>7}: the tree {tree:.0f} ms, its page {page:.0f} ms")
        few, many = told["2 × 2"], told["60 × 5"]
        print(f"seventy-five times the obligations: the tree {many[0] / few[0]:.1f}×, its page {many[1] / few[1]:.1f}×")


if __name__ == "__main__":
    main()
