"""`congdoan verify`: what the record says twice must agree. Reads only; every difference is a plain sentence."""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from congdoan.installation.words import _, gettext_noop

Check = Callable[[], Iterable[object]]


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_options: argparse.Namespace) -> int:
    """1 where anything differs. All is read from one moment, so that work going on meanwhile is no difference."""
    differing = 0
    with _one_moment():
        for name, check in checks():
            started = time.monotonic()
            found = [str(difference) for difference in check()]
            print(f"{'✗' if found else '✓'} {_(name)} ({time.monotonic() - started:.1f} s)", flush=True)
            for sentence in found:
                print(f"    {sentence}")
            differing += len(found)
    print(_("Có %d chỗ không khớp.") % differing if differing else _("Mọi số liệu đều khớp."))
    return 1 if differing else 0


def checks() -> tuple[tuple[str, Check], ...]:
    """Each proof with its name, from the ground up."""
    from congdoan.activities import verification as activities
    from congdoan.cases import verification as cases
    from congdoan.dues import verification as dues
    from congdoan.forgetting import verification as forgetting
    from congdoan.funds import verification as funds
    from congdoan.goods import verification as goods
    from congdoan.journal import verification as journal
    from congdoan.membership import verification as membership
    from congdoan.obligations import verification as obligations
    from congdoan.organisation import verify as organisation
    from congdoan.registry import verification as registry
    from congdoan.reports import verification as reports

    return (
        (gettext_noop("cây tổ chức khớp với các lần trực thuộc"), organisation.verify),
        (gettext_noop("mỗi bút toán đảo đúng một bút toán"), journal.mirrors),
        (gettext_noop("số tổng bằng phép cộng lại từ sổ ghi"), journal.totals),
        (gettext_noop("sổ văn bản liền số"), registry.verify),
        (gettext_noop("số đoàn viên trong sổ ghi khớp với hồ sơ"), membership.journal_is_spells),
        (gettext_noop("đoàn viên: đầu kỳ cộng đến trừ đi bằng cuối kỳ"), membership.stock_is_flow),
        (gettext_noop("sổ quỹ cân, không quỹ nào âm"), funds.books),
        (gettext_noop("phiếu thu chi liền số và đúng sổ quỹ"), funds.vouchers),
        (gettext_noop("không ghi gì vào sổ quỹ đã khóa"), funds.closed_books),
        (gettext_noop("tiền thu chi khớp với sổ ghi"), funds.counted),
        (gettext_noop("kho hiện vật: xuất không quá nhập, nơi nhận đúng nơi chuyển"), goods.verify),
        (gettext_noop("đoàn phí, kinh phí: phân chia khớp với tiền thu"), dues.verify),
        (gettext_noop("trạng thái nhiệm vụ khớp với lịch sử"), obligations.verify),
        (gettext_noop("số đếm của từng việc khớp với sổ ghi"), activities.verify),
        (gettext_noop("mỗi lần trao hỗ trợ khớp với sổ ghi"), cases.people),
        (gettext_noop("tiền của từng hồ sơ hỗ trợ khớp với quỹ và sổ ghi"), cases.money),
        (gettext_noop("tiền hỗ trợ theo đơn vị và kỳ khớp giữa quỹ và sổ ghi"), cases.periods),
        (gettext_noop("số liệu báo cáo đã gửi được giữ nguyên"), reports.verify),
        (gettext_noop("người đã được xóa thông tin không còn gì ở đâu"), forgetting.verify),
    )


def _one_moment() -> AbstractContextManager[None]:
    from django.db import connection

    return nullcontext() if connection.in_atomic_block else _snapshot()


@contextmanager
def _snapshot() -> Iterator[None]:
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
