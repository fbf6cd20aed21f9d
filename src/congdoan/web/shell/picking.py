"""Finding a unit or outside body by a few letters: the same list for the form, its check and the quick search."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils.functional import cached_property

from congdoan.foundation import clock
from congdoan.organisation import queries
from congdoan.organisation.models import Body, BodyKind, Unit
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

_signer = Signer(salt="congdoan.web.picking")
SHOWN = 12
"""How many hits are offered; more letters narrow further."""


@dataclass(frozen=True)
class Choice:
    """Which bodies one field may take. Travels to the quick search signed, so that a page cannot widen it."""

    near: str
    under: str = ""
    outside: bool = False

    @property
    def token(self) -> str:
        return _signer.sign_object([self.near, self.under, self.outside])

    @classmethod
    def from_token(cls, token: str) -> "Choice":
        """Raises BadSignature for a token that is not ours."""
        return cls(*_signer.unsign_object(token))

    @cached_property
    def _root(self) -> Unit:
        if self.under:
            return Unit.objects.get(code=self.under)
        near = Unit.objects.get(code=self.near)
        above = queries.ancestors(near, on=clock.today())
        return above[0] if above else near

    def bodies(self) -> QuerySet[Body]:
        """The units of the house (or under `under`) today and, where admitted, every outside body."""
        within = Q(pk__in=queries.subtree(self._root, on=clock.today()).values("pk"))
        return Body.objects.filter(within | ~Q(kind=BodyKind.UNION) if self.outside else within)

    def search(self, words: str) -> QuerySet[Body]:
        return queries.search(words, among=self.bodies())


def find(request: UserRequest) -> HttpResponse:
    """The hits for what is being typed into a picker."""
    try:
        choice = Choice.from_token(request.GET.get("among", ""))
    except BadSignature as error:
        raise Http404 from error
    name = request.GET.get("for", "")
    words = request.GET.get(f"{name}-search", "").strip()
    found = list(choice.search(words)[:SHOWN]) if words else []
    return page(request, "shell/found_bodies.html", part="found", found=found, name=name, words=words)
