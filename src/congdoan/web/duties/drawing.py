"""The rows of a thread in words: what each is, what its small line says, why it is late, where it leads."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congdoan.desk.thread import Count, Node, Row, Thread
from congdoan.foundation.figures import format_number
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries import Step
from congdoan.web.duties.looks import Badge, badge, badge_of_many


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row, ready for the template. `panel` says that HTMX may open its detail beside the tree."""

    url: str
    level: int
    guides: str
    mark: str
    what: str
    symbol: str = ""
    note: str = ""
    why: str = ""
    badge: Badge | None = None
    due: str = ""
    count: Count | None = None
    branch: str = ""
    is_selected: bool = False
    panel: bool = False


class Drawer:
    """Draws one thread. `query` is what the page was asked for and its links keep."""

    def __init__(self, thread: Thread, query: dict[str, str], selected: str) -> None:
        self.thread, self.query, self.selected = thread, query, selected
        self._late_papers = {node.paper.pk: node.paper_late for node in thread.walk() if node.paper and node.paper_late}

    def chain(self) -> list[Drawn]:
        """The papers on the spine: grounds above, then the paper itself."""
        steps = [*self.thread.above, *(_step(paper) for paper in self.thread.chain)]
        return [self._spine(step, place) for place, step in enumerate(steps)]

    def _spine(self, step: Step, place: int) -> Drawn:
        is_root = step.document is not None and step.document.pk == self.thread.root.pk
        issuer = ", ".join(part for part in (step.issuer, f"{step.dated:%d/%m/%Y}" if step.dated else "") if part)
        dateless = is_root and self.thread.count.whole and self.thread.last_day is None
        return Drawn(
            url=self.link(f"v-{step.document.key}") if step.document else "",
            level=0,
            guides="",
            mark="paper opens" if place == 0 else "paper runs",
            symbol=step.symbol,
            what=step.document.subject if step.document and step.document.symbol else "",
            note=issuer,
            badge=Badge("dateless", _("Không ghi hạn")) if dateless else None,
            count=self.thread.count if is_root and self.thread.count.whole else None,
            is_selected=bool(step.document and self.selected == f"v-{step.document.key}"),
            panel=step.document is not None,
        )

    def row(self, row: Row) -> Drawn:
        node = row.node
        drawn = {"paper": self._paper, "unit": self._unit, "duty": self._duty, "obligation": self._obligation,
                 "act": self._act, "rest": self._rest}[node.kind](node)  # fmt: skip
        return Drawn(
            **drawn, level=row.level, guides=row.guides, mark=row.mark,
            is_selected=node.kind != "rest" and self.selected == node.key,
        )  # fmt: skip

    def _paper(self, node: Node) -> dict[str, Any]:
        paper = node.paper
        assert paper is not None, "a paper row has its paper"
        issued = _("Ban hành %(day)s") % {"day": f"{paper.issued_on:%d/%m/%Y}"} if paper.issued_on else ""
        if node.own and paper.issued_on:
            took = self.thread.look.working_days(min(row.placed_on for row in node.own), paper.issued_on)
            issued = _("%(issued)s, sau khi nhận %(days)d ngày") % {"issued": issued, "days": took}
        why = ""
        if node.is_knot:
            why = ngettext(
                "Nút thắt: ban hành %(day)s, trễ %(late)d ngày; %(units)d đơn vị dưới bị chậm theo",
                "Nút thắt: ban hành %(day)s, trễ %(late)d ngày; %(units)d đơn vị dưới bị chậm theo",
                node.slowed,
            ) % {"day": f"{paper.issued_on:%d/%m/%Y}", "late": node.paper_late, "units": node.slowed}
        return {
            **self._standing(node), "symbol": paper.symbol, "what": str(node.body or paper.issuer_text),
            "note": "" if why else issued, "why": why, "url": self.link(node.key), "panel": True,
        }  # fmt: skip

    def _unit(self, node: Node) -> dict[str, Any]:
        sent = min(row.placed_on for row in node.own)
        note = _("Đã gửi %(day)s, chưa mở") if node.judged and node.judged.is_unopened else _("Nhận %(day)s")
        return {
            **self._standing(node), "what": str(node.body), "note": note % {"day": f"{sent:%d/%m/%Y}"},
            "why": self._why(node), "url": self.link(node.key), "panel": True,
        }  # fmt: skip

    def _duty(self, node: Node) -> dict[str, Any]:
        duty = node.duty
        assert duty is not None, "a duty row has its duty"
        proof = _("bằng chứng: %(proof)s") % {"proof": duty.proof} if duty.proof else ""
        date = _("văn bản ghi: %(words)s") % {"words": duty.due_text} if duty.due_text and not duty.due_on else ""
        number = _("Nhiệm vụ %(number)d") % {"number": duty.ordinal}
        standing = self._standing(node)
        if node.judged and len(node.own) > 1:
            standing["badge"] = badge_of_many(node.judged, node.count)
        standing["due"] = _due(node) if len({row.due_on for row in node.own}) == 1 else _("nhiều hạn")
        return {
            **standing, "what": duty.what, "note": " · ".join(part for part in (number, proof, date) if part),
            "url": self.link(node.key), "panel": True,
        }  # fmt: skip

    def _obligation(self, node: Node) -> dict[str, Any]:
        row = node.own[0]
        acts = len(node.children)
        branch = ngettext("%(n)d việc", "%(n)d việc", acts) % {"n": acts} if acts else _("chưa ghi nhận")
        return {
            **self._standing(node), "what": node.duty.what if node.duty else str(row.holder), "note": self._aside(node),
            "why": self._why(node), "count": None, "branch": branch, "url": self.link(node.key), "panel": True,
        }  # fmt: skip

    def _aside(self, node: Node) -> str:
        """From whom it was taken over, and how it came to be in time."""
        row = node.own[0]
        taken = _("nhận bàn giao từ %(old)s") % {"old": row.bearer} if row.heir else ""
        return " · ".join(filter(None, (taken, self._had(node))))

    def _had(self, node: Node) -> str:
        """In time although the paper came late: "Còn 20 ngày thay vì 39, vẫn kịp"."""
        row = node.own[0]
        paper_late = self._late_papers.get(row.duty.document_id or 0)
        if not paper_late or not row.due_on or not (node.judged and node.judged.is_done):
            return ""
        had = self.thread.look.working_days(row.placed_on, row.due_on)
        return _("Còn %(had)d ngày thay vì %(whole)d, vẫn kịp") % {"had": had, "whole": had + paper_late}

    def _act(self, node: Node) -> dict[str, Any]:
        done = node.done
        assert done is not None, "an act row has its act"
        counts = [f"{format_number(quantity)} {unit_in_words(unit, quantity)}" for quantity, unit in done.counts]
        papers = ngettext("%(n)d giấy tờ, ảnh", "%(n)d giấy tờ, ảnh", done.papers) % {"n": done.papers}
        parts = [f"{done.happened_on:%d/%m/%Y}", *counts, *([papers] if done.papers else [])]
        return {"what": done.title, "note": " · ".join(parts), "url": address("acts:act", done.key)}

    def _rest(self, node: Node) -> dict[str, Any]:
        count, folded = node.count, len(node.folded)
        words = [
            text % {"n": n}
            for n, text in (
                (count.done, _("%(n)d xong")), (count.doing, _("%(n)d đang làm")),
                (count.late, _("%(n)d trễ")), (count.waiting, _("%(n)d chưa làm")),
            )
            if n
        ]  # fmt: skip
        return {
            "what": _rest_words(node) % {"n": folded},
            "note": " · ".join(words), "branch": _("mở ra"), "url": self.link(self.selected, opens=node.key),
        }  # fmt: skip

    def _why(self, node: Node) -> str:
        """Whose delay this one's is: all of it, or part."""
        row = node.own[0]
        if not node.inherited or node.judged is None or not node.judged.late:
            return ""
        giver, own = str(row.duty.given_by), node.judged.late - node.inherited
        if own <= 0:
            return _("Chậm theo %(unit)s") % {"unit": giver}
        return _("%(all)d ngày trễ, trong đó %(some)d do %(unit)s ra văn bản muộn") % {
            "all": node.judged.late, "some": node.inherited, "unit": giver,
        }  # fmt: skip

    def _standing(self, node: Node) -> dict[str, Any]:
        shown = badge(node.judged) if node.judged else None
        return {"badge": shown, "due": _due(node), "count": node.count if node.count.whole else None}

    def link(self, selected: str, *, opens: str = "") -> str:
        query = dict(self.query)
        if opens:
            query["mo"] = " ".join(part for part in (query.get("mo", ""), opens) if part)
        if selected:
            query["xem"] = selected
        return f"?{urlencode(query)}"


def _rest_words(node: Node) -> str:
    """Units, or duties of one unit; "others" where some stand beside them."""
    folded = len(node.folded)
    if all(each.kind == "obligation" and each.duty for each in node.folded):
        if node.beside:
            return ngettext("%(n)d nhiệm vụ khác", "%(n)d nhiệm vụ khác", folded)
        return ngettext("%(n)d nhiệm vụ", "%(n)d nhiệm vụ", folded)
    if node.beside:
        return ngettext("%(n)d đơn vị khác", "%(n)d đơn vị khác", folded)
    return ngettext("%(n)d đơn vị", "%(n)d đơn vị", folded)


def address(name: str, key: str) -> str:
    """Where a page of another area lies; empty while that area is not there."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def _due(node: Node) -> str:
    due = node.judged.due_on if node.judged else None
    return _("hạn %(day)s") % {"day": f"{due:%d/%m/%Y}"} if due else ""


def _step(paper: RegisteredDocument) -> Step:
    issuer = str(paper.issuer) if paper.issuer else paper.issuer_text
    return Step(paper.symbol or paper.subject, issuer, paper.issued_on, paper)
