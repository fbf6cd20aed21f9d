"""A unit lays its own rule: what a programme gives at most, from a day on, by which act. The old rule judges the old
cases.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from congdoan.cases import queries
from congdoan.cases.models import Programme, Proposal
from congdoan.cases.rules import Rulebook, frame_of, read_rulebook
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotAllowed, NotFound, Refused
from congdoan.foundation.models import Parameter
from congdoan.foundation.ruling import end_parameter, set_parameter, withdraw_parameter
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.models import Unit


@transaction.atomic
def lay_rules(
    programme: Programme,
    *,
    unit: Unit,
    since: date,
    basis: Citation,
    lines: Sequence[Mapping[str, Any]],
    by: Actor,
    is_verified: bool = False,
    highest_only: bool = False,
    like: Rulebook | None = None,
) -> Parameter:
    """From `since` on these lines judge what `unit` and the units under it pay in the programme.

    `is_verified` where whoever lays them compared them with the act; `highest_only` where of several lines of one event
    only the highest is given. Made `like` another rule, it ends when that one ends and receives dossiers as long: what
    was stopped stays stopped. A category without a line goes by the rule above. Each line: `code`, `category`, `name`,
    `at_most_vnd`, `clause`, and whatever `rules.read_rulebook` knows. Raises Refused for no line at all, a line that
    cannot be read, one without a clause, a ceiling that is none, or a day from which `like` holds no more.
    """
    if not lines:
        raise Refused(_("Quy định cần ít nhất một dòng."))
    until = like.until if like else None
    if until is not None and since >= until:
        words = _("%(act)s chỉ dùng đến trước %(day)s; hãy chọn ngày áp dụng sớm hơn.")
        raise Refused(words % {"act": like.act if like else "", "day": f"{until:%d/%m/%Y}"}, field="since")
    frame = frame_of(like) if like else {}
    value: dict[str, Any] = {**frame, "lines": [dict(line) for line in lines], "highest_only": highest_only}
    known = {str(row["code"]) for row in programme.categories}
    try:
        book = read_rulebook(value, programme=programme.code, act=basis.symbol, since=since, until=None)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused(_("Không đọc được quy định; hãy xem lại từng dòng.")) from error
    for line in book.lines:
        if line.category not in known or not line.clause.strip() or not line.name.strip():
            raise Refused(_("Mỗi dòng cần nhóm đối tượng, tên và điều khoản."), field="clause")
        if line.at_most_vnd is not None and line.at_most_vnd <= 0:
            raise Refused(_("Mức tối đa phải lớn hơn 0."), field="at_most_vnd")
    laid = set_parameter(
        f"{queries.RULES}{programme.code}", value=value, since=since, by=by, scope=unit.code, basis=basis,
        is_verified=is_verified, note="",
    )  # fmt: skip
    return end_parameter(laid, on=until, by=by) if until else laid


@transaction.atomic
def stop_rules(programme: Programme, *, unit: Unit, since: date, on: date, by: Actor) -> Parameter:
    """From `on` the unit's own rule that began on `since` judges nothing that begins, and the rule above speaks again.

    Stopped on its first day or before, it never was: the rule of the unit's own before it goes on. Raises NotFound
    where the unit has no such rule, Refused where a case was judged by one that shall never have been.
    """
    rows = Parameter.objects.filter(key=f"{queries.RULES}{programme.code}", scope=unit.code, valid__startswith=since)
    own = rows.first()
    if own is None:
        raise NotFound(_("Đơn vị không có mức riêng này."))
    if on > since:
        return end_parameter(own, on=on, by=by)
    if Proposal.objects.filter(rule_row=own.pk).exists():
        raise Refused(_("Đã có hồ sơ xét theo mức này; hãy chọn ngày dừng sau %(day)s.") % {"day": f"{since:%d/%m/%Y}"})
    return withdraw_parameter(own, by=by)


@transaction.atomic
def set_limits(
    unit: Unit,
    *,
    chair_vnd: int,
    committee_vnd: int | None,
    since: date,
    basis: Citation,
    by: Actor,
    article: str = "",
    is_verified: bool = False,
) -> Parameter:
    """From `since` on the unit's chair approves up to `chair_vnd`, its committee up to `committee_vnd` (None: any).

    The unit's own act says so; `is_verified` where somebody compared the sums with it. Raises NotAllowed for whoever
    approves at the unit, Refused for a day gone by, a committee below its chair, an act without a number, or where a
    later day has its limits already.
    """
    if queries.approves_at(by.key, unit):
        raise NotAllowed(_("Người duyệt hỗ trợ tại %(unit)s không tự đặt mức duyệt của mình.") % {"unit": unit.name})
    if since < clock.today():
        raise Refused(_("Mức duyệt không đặt cho ngày đã qua; hãy chọn từ hôm nay trở đi."), field="since")
    if not basis.symbol.strip():
        raise Refused(_("Hãy ghi văn bản của đơn vị quy định thẩm quyền này."), field="symbol")
    if chair_vnd < 0 or (committee_vnd is not None and committee_vnd < chair_vnd):
        raise Refused(_("Mức của tập thể không thể thấp hơn mức của chủ tịch."), field="committee_vnd")
    row: dict[str, int] = {"chair": chair_vnd}
    if committee_vnd is not None:
        row["committee"] = committee_vnd
    return set_parameter(
        queries.LIMITS, value={"other": row}, since=since, by=by, scope=unit.code, basis=basis, source_article=article,
        is_verified=is_verified,
    )  # fmt: skip
