"""A figure the reader passed over, or read wrong, is marked by hand in the panel beside the text."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.documents import Span, places_of
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.narratives import access, actions
from congdoan.narratives.models import Narrative
from congdoan.narratives.queries import meant_by_default, period_of
from congdoan.narratives.reading import Pointing, sentence_round
from congdoan.web.reports.narratives.forms import ChooseForm, MarkForm
from congdoan.web.reports.narratives.looks import Marking, Place
from congdoan.web.reports.narratives.reading import contents
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

MOST_PLACES = 30
_SAID = ("bound", "unit_read", "measure_read", "unit")


def mark(request: UserRequest, key: str) -> HttpResponse:
    """Choose words of the text (`?chu=`, and `tu=` where they stand more than once) and say what they say."""
    narrative = access.narrative_for_changing(request.user, key)
    if request.method == "POST":
        return _marked(request, narrative)
    words = ChooseForm(request.GET if "chu" in request.GET else None)
    places = _places(narrative, words.cleaned_data["chu"]) if words.is_valid() else []
    if words.is_valid() and not places:
        words.add_error("chu", _("Không thấy những chữ này trong văn bản; hãy chép trọn từ."))
    asked = request.GET.get("tu", "")
    chosen = next((place for place in places if str(place.start) == asked), places[0] if len(places) == 1 else None)
    form = MarkForm(narrative=narrative, initial=_initial(narrative, chosen)) if chosen else None
    marking = Marking(words, places[:MOST_PLACES], chosen, form)
    return page(request, "narratives/narrative.html", part="panel", **contents(request, narrative, marking=marking))


@require_POST
def unmark(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Take a mark back."""
    claim = actions.unmark(access.claim_for_deciding(request.user, key, number), by=request.actor)
    again = reverse("reports:claim_mark_again", args=[key, number]) if claim.taken_back_at else ""
    toast(request, _("Đã bỏ đánh dấu “%(quote)s”.") % {"quote": claim.quote}, undo=again)
    return redirect("reports:narrative", key)


@require_POST
def mark_again(request: UserRequest, key: str, number: int) -> HttpResponse:
    claim = actions.mark_again(access.claim_taken_back(request.user, key, number), by=request.actor)
    return redirect(f"{reverse('reports:narrative', args=[key])}?so={claim.number}")


def _marked(request: UserRequest, narrative: Narrative) -> HttpResponse:
    form = MarkForm(request.POST, narrative=narrative)
    if form.is_valid():
        values = form.cleaned_data
        names = ("start", "end", "unit", "period", "version")
        try:
            claim = actions.mark(
                narrative, said=form.said(), by=request.actor, **{name: values[name] for name in names}
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đánh dấu; xem con số này là số nào của sổ ghi."))
            return redirect(f"{reverse('reports:narrative', args=[narrative.key])}?so={claim.number}")
    narrative.refresh_from_db()
    chosen = _chosen_again(narrative, form)
    words = ChooseForm(initial={"chu": chosen.quote if chosen else ""})
    marking = Marking(words, [chosen] if chosen else [], chosen, form)
    return page(request, "narratives/narrative.html", part="panel", **contents(request, narrative, marking=marking))


def _chosen_again(narrative: Narrative, form: MarkForm) -> Place | None:
    """The words a refused form speaks of; None where the text was reworded since, so that they are chosen anew."""
    start, end, version = (form.cleaned_data.get(name) for name in ("start", "end", "version"))
    if start is None or end is None or version != narrative.version or not 0 <= start < end <= len(narrative.text):
        return None
    return _place(narrative, Span(start, end), "")


def _places(narrative: Narrative, words: str) -> list[Place]:
    return [_place(narrative, span, words) for span in places_of(narrative.text, words)]


def _place(narrative: Narrative, span: Span, words: str) -> Place:
    before, after = sentence_round(narrative.text, span.start, span.end)
    here = reverse("reports:claim_mark", args=[narrative.key])
    url = f"{here}?{urlencode({'chu': words, 'tu': span.start})}"
    return Place(span.start, span.end, before[-160:].lstrip(), span.of(narrative.text), after[:120].rstrip(), url)


def _initial(narrative: Narrative, place: Place) -> dict[str, object]:
    """What stands there already, else what the grammar of figures makes of the words."""
    given: dict[str, object] = {"start": place.start, "end": place.end, "version": narrative.version}
    standing = [row for row in narrative.claims.standing() if row.overlaps(place.start, place.end)]
    if len(standing) == 1:
        [claim] = standing
        numbers = (claim.shape, claim.value, claim.second)
        return given | {name: getattr(claim, name) for name in _SAID} | {"numbers": numbers, "period": period_of(claim)}
    meant = meant_by_default(narrative)
    found = Pointing(narrative.text, unit=narrative.unit, on=clock.today(), period=meant).read(place.start, place.end)
    if found is None:
        return given | {"unit": narrative.unit, "period": meant, "unit_read": "item", "measure_read": "other"}
    numbers = (found.shape, found.value, found.second)
    return given | {name: getattr(found, name) for name in _SAID} | {"numbers": numbers, "period": found.period}
