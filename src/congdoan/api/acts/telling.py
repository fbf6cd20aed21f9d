"""From acts to the values of `shapes`, narrowed to what the caller may see."""

from congdoan.accounts.models import User
from congdoan.activities.access import may_open, may_see_names
from congdoan.activities.models import Act
from congdoan.activities.rules import Counted
from congdoan.api.acts.shapes import ActFileOut, ActOut, ActRow, AnswerOut, CorrectionOut
from congdoan.api.shapes import named
from congdoan.obligations.access import visible_to


def row(act: Act) -> ActRow:
    """Give it acts with `kind`, `lead` and `counts` fetched."""
    return ActRow(
        key=act.key,
        kind=act.kind_id,
        title=act.title,
        lead=named(act.lead),
        happened_on=act.happened_on,
        until=act.until,
        place=act.place,
        state=act.state,
        counts={Counted(each.measure_id, each.facet).code: each.quantity for each in act.counts.all()},
        version=act.version,
    )


def whole(act: Act, user: User) -> ActOut:
    """With its answers, files and corrections. About ten queries."""
    names = bool(may_see_names(user, act))
    owed = visible_to(user).values("pk")
    return ActOut(
        **row(act).model_dump(),
        note=act.note,
        partners=[named(each.body) for each in act.partners.select_related("body").order_by("body__sort_key")],
        answers=[
            AnswerOut(obligation=each.obligation.key, completes=each.completes)
            for each in act.answers.filter(obligation__in=owed).select_related("obligation").order_by("pk")
        ],
        files=[
            ActFileOut(
                key=each.file.key,
                name=each.file.name if may_open(user, each) else "",
                role=each.role,
                size_bytes=each.file.size_bytes,
                can_open=bool(may_open(user, each)),
            )
            for each in act.act_files.select_related("file", "act__lead").order_by("pk")
        ],
        corrections=[
            CorrectionOut(
                at=each.at,
                by=each.by_name if names else None,
                reason=each.reason,
                before=each.before,
                after=each.after,
            )
            for each in act.corrections.all()
        ],
        recorded_at=act.recorded_at,
        recorded_by=act.recorded_by_name if names else None,
    )
