"""Numbers: taken one after another under a lock, never twice, never returned, never skipped.

Whoever takes a number locks the series row first, so of two clerks the second waits and gets the next one; a
transaction that fails gives its number back, because nothing outside it has seen the number.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period, valid_from, year
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.models import Unit
from congdoan.registry.models import Direction, DocumentState, DocumentType, RegisteredDocument, Series, TakenNumber


@transaction.atomic
def open_series(
    unit: Unit,
    *,
    direction: str,
    label: str,
    period: Period,
    by: Actor,
    type: DocumentType | None = None,
    scope: str = "year",
    first_number: int = 1,
) -> Series:
    """Open a book of the unit for `period`, its first number declared; `type` None numbers all kinds together.

    Raises Refused when the same book already stands or the unit has ended.
    """
    _refuse_ended(unit, period.start)
    if Series.objects.filter(unit=unit, direction=direction, type=type, label=label).exists():
        raise Refused(_("Sổ %(label)s này đã có; hãy dùng sổ đó.") % {"label": label}, field="label")
    series = Series.objects.create(
        unit=unit,
        direction=direction,
        type=type,
        scope=scope,
        label=label,
        valid=valid_from(period.start, _day_after(period.end)),
        first_number=first_number,
        next_number=first_number,
    )
    _note(
        series,
        "opened",
        _("Mở sổ %(book)s, số đầu %(number)d.") % {"book": name_of(series), "number": first_number},
        by,
    )
    return series


@transaction.atomic
def close_series(series: Series, *, on: date, by: Actor) -> Series:
    """Take no more numbers from the series from `on` on. Its entries stand."""
    locked = lock(series)
    if locked.closed_on:
        raise Refused(_("Sổ %(book)s đã khóa.") % {"book": name_of(locked)})
    locked.closed_on = on
    locked.save(update_fields=["closed_on"])
    _note(
        locked,
        "closed",
        _("Khóa sổ %(book)s từ ngày %(day)s.") % {"book": name_of(locked), "day": f"{on:%d/%m/%Y}"},
        by,
    )
    return locked


@transaction.atomic
def declare_first_number(series: Series, *, number: int, by: Actor) -> Series:
    """Begin the series at `number`, for a book kept on paper until now. Refused once a number was taken from it."""
    locked = lock(series)
    if not locked.is_untouched:
        raise Refused(
            _("Sổ %(book)s đã cấp số nên không đổi số đầu được.") % {"book": name_of(locked)}, field="first_number"
        )
    locked.first_number = locked.next_number = number
    locked.save(update_fields=["first_number", "next_number"])
    sentence = _("Sổ %(book)s bắt đầu từ số %(number)d.") % {"book": name_of(locked), "number": number}
    _note(locked, "declared", sentence, by)
    return locked


@transaction.atomic
def void_next(series: Series, *, reason: str, on: date, by: Actor) -> TakenNumber:
    """Take the next number and void it: a number spoilt on paper keeps its line in the book, with the reason."""
    locked = lock(series)
    _refuse_closed(locked, on)
    return _void(take_in(locked, None, on=on, by=by, void_reason=_reason(reason)), by)


@transaction.atomic
def void_number(taken: TakenNumber, *, reason: str, by: Actor) -> TakenNumber:
    """Void an arrival entered by mistake: its line stays, struck through, with the reason; a paper from outside lies on
    the desk again.

    Raises Refused for the number of an issued paper: that is recalled, not voided.
    """
    locked = TakenNumber.objects.select_for_update(of=("self",)).select_related("series", "document").get(pk=taken.pk)
    if locked.series.direction == Direction.OUTGOING and locked.document:
        raise Refused(
            _("Số %(number)d thuộc văn bản đã ban hành %(symbol)s; hãy thu hồi văn bản, số vẫn giữ nguyên trong sổ.")
            % {"number": locked.number, "symbol": locked.document.symbol}
        )
    if locked.void_reason:
        raise Refused(_("Số %(number)d đã được hủy trước đó.") % {"number": locked.number})
    locked.void_reason = _reason(reason)
    locked.save(update_fields=["void_reason"])
    document = locked.document
    if document and document.keeper_id == locked.series.unit_id and document.state == DocumentState.REGISTERED:
        document.state = DocumentState.ARRIVING
        document.version += 1
        document.save(update_fields=["state", "version"])
    return _void(locked, by)


def series_for(unit: Unit, *, direction: str, type: DocumentType | None, on: date) -> Series:
    """The unit's book for `on`, locked: a special one (a term, one kind of paper) before the common one of the year.

    The book of a new year opens itself at number 1. Raises Refused where the unit had ended or the book is closed.
    """
    _refuse_ended(unit, on)
    standing = Series.objects.filter(unit=unit, direction=direction, valid__contains=on)
    found = (
        standing.filter(type=type, closed_on__isnull=True).order_by("-valid").first()
        or standing.filter(type__isnull=True, closed_on__isnull=True).order_by("-valid").first()
        or standing.filter(Q(type=type) | Q(type__isnull=True)).first()
    )
    if found is None:
        whole = year(on.year)
        own = type if direction == Direction.OUTGOING else None
        found, _created = Series.objects.get_or_create(
            unit=unit,
            direction=direction,
            type=own,
            label=str(on.year),
            defaults={"valid": valid_from(whole.start, _day_after(whole.end))},
        )
    locked = lock(found)
    _refuse_closed(locked, on)
    return locked


def take_in(
    series: Series,
    document: RegisteredDocument | None,
    *,
    on: date,
    by: Actor,
    wanted: int | None = None,
    suffix: str = "",
    note: str = "",
    void_reason: str = "",
) -> TakenNumber:
    """Take the next number of a locked series. `wanted` is a number already printed on the paper.

    A `suffix` (06b) stands beside a number taken before; otherwise a wanted number must be the next one, or the first
    of a book nothing was taken from. Raises Refused, saying which number is free.
    """
    number = _number(series, wanted, suffix)
    taken = TakenNumber.objects.create(
        series=series,
        number=number,
        suffix=suffix,
        document=document,
        taken_on=on,
        taken_by=by.key,
        note=note,
        void_reason=void_reason,
    )
    if not suffix:
        series.next_number = number + 1
        series.save(update_fields=["first_number", "next_number"])
    return taken


def lock(series: Series) -> Series:
    """The series as it stands now, held until the transaction ends."""
    return Series.objects.select_for_update(of=("self",)).select_related("unit", "type").get(pk=series.pk)


def name_of(series: Series) -> str:
    """The book in words: "đi, Kế hoạch, 2021"."""
    if series.type:
        return _("đi, %(type)s, %(label)s") % {"type": series.type, "label": series.label}
    is_incoming = series.direction == Direction.INCOMING
    return (_("đến, %(label)s") if is_incoming else _("đi, %(label)s")) % {"label": series.label}


def _number(series: Series, wanted: int | None, suffix: str) -> int:
    if suffix:
        return _number_beside(series, wanted, suffix)
    if wanted is None or wanted == series.next_number:
        return series.next_number
    if series.is_untouched and wanted > 0:
        series.first_number = wanted
        return wanted
    if wanted < series.next_number:
        raise Refused(
            _("Số %(number)d trong sổ %(book)s đã dùng; số tiếp theo là %(next)d.")
            % {"number": wanted, "book": name_of(series), "next": series.next_number},
            field="symbol",
        )
    raise Refused(
        _("Sổ %(book)s mới đến số %(last)d; nếu các số từ %(next)d bỏ trống, hãy hủy từng số kèm lý do trước.")
        % {"book": name_of(series), "last": series.next_number - 1, "next": series.next_number},
        field="symbol",
    )


def _number_beside(series: Series, wanted: int | None, suffix: str) -> int:
    number = wanted if wanted is not None else series.next_number - 1
    if not series.taken.filter(number=number).exists():
        raise Refused(
            _("Số kèm chữ phải đứng sau một số đã cấp; sổ %(book)s chưa có số %(number)d.")
            % {"book": name_of(series), "number": number},
            field="suffix",
        )
    if series.taken.filter(number=number, suffix=suffix).exists():
        raise Refused(_("Số %(number)02d%(suffix)s đã dùng.") % {"number": number, "suffix": suffix}, field="suffix")
    return number


def _refuse_ended(unit: Unit, on: date) -> None:
    if unit.ended_on and unit.ended_on <= on:
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ %(day)s nên sổ không cấp số nữa; hãy làm tại đơn vị nhận bàn giao.")
            % {"unit": unit.name, "day": f"{unit.ended_on:%d/%m/%Y}"}
        )
    if on < unit.established_on:
        raise Refused(
            _("Ngày %(day)s trước ngày %(unit)s được thành lập; hãy xem lại ngày.")
            % {"unit": unit.name, "day": f"{on:%d/%m/%Y}"},
            field="on",
        )


def _refuse_closed(series: Series, on: date) -> None:
    if series.closed_on and series.closed_on <= on:
        raise Refused(
            _("Sổ %(book)s đã khóa từ %(day)s; hãy mở sổ mới tại Văn bản › Sổ rồi làm lại.")
            % {"book": name_of(series), "day": f"{series.closed_on:%d/%m/%Y}"}
        )


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy số: lý do nằm lại trong sổ."), field="reason")
    return reason.strip()


def _void(taken: TakenNumber, by: Actor) -> TakenNumber:
    sentence = _("Hủy số %(number)02d%(suffix)s sổ %(book)s: %(reason)s") % {
        "number": taken.number,
        "suffix": taken.suffix,
        "book": name_of(taken.series),
        "reason": taken.void_reason,
    }
    _note(taken.series, "voided", sentence, by)
    return taken


def _note(series: Series, what: str, sentence: str, by: Actor) -> None:
    audit.record(f"registry.series.{what}", f"unit:{series.unit.code}", sentence, by=by)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
