"""Somebody new is entered only once it was said that they are nobody already known."""

from collections.abc import Iterable

from congdoan.cases import queries
from congdoan.cases.models import SupportCase
from congdoan.cases.rules import Newcomer
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.sealing import Sealed, blind
from congdoan.foundation.text import fold, nfc
from congdoan.membership.rules import is_citizen_id
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person, Unit


class KnownAlready(Refused):
    """Somebody on record may be the newcomer: choose them, or say why it is another person."""


def hold_names(unit: Unit) -> None:
    """Hold the grassroots union of the unit, before any person or case: from now on nobody else enters names there."""
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=queries.decider(unit).pk)


def enter(newcomer: Newcomer, unit: Unit, *, by: Actor) -> Person:
    """A person for the newcomer `unit` asks for. Two who enter the same name at once are served in turn: the grassroots
    union is held, before any person or case.

    Raises Refused without a name, for a number that is none; KnownAlready where somebody on record may be the newcomer
    and `another_because` is empty, or the identity number is somebody's; that it is somebody of another name is not
    told.
    """
    name, near = " ".join(nfc(newcomer.name).split()), queries.decider(unit)
    if not name:
        raise Refused(_("Hãy ghi họ tên người lao động."), field="who_words")
    if newcomer.citizen_id.strip() and not is_citizen_id(newcomer.citizen_id):
        raise Refused(_("Số căn cước phải có 12 chữ số (hoặc 9 số của chứng minh cũ)."), field="citizen_id")
    hold_names(unit)
    known = queries.namesakes(newcomer, near)
    numbered = [one for one in known if one.is_same_number]
    if numbered and all(one.person.folded != fold(name) for one in numbered):
        raise KnownAlready(_("Số căn cước này không khớp họ tên: hãy xem lại cả hai trên thẻ."), field="citizen_id")
    if numbered:
        raise KnownAlready(_("Người mang số căn cước này đã có trong sổ: hãy chọn chính người ấy."), field="who")
    if known and not newcomer.another_because.strip():
        raise KnownAlready(_alike(name), field="another_because")
    return add_person(name, birth_year=newcomer.birth_year, by=by)


def enter_all(people: Iterable[Person | Newcomer], unit: Unit, *, by: Actor) -> list[Person]:
    """As `enter`, for the newcomers of a list, in its order; one who stands on it in the same words is one person."""
    made: dict[Newcomer, Person] = {}
    found = []
    for one in people:
        if isinstance(one, Person):
            found.append(one)
            continue
        alike = [other for other in made if fold(other.name) == fold(one.name) and other != one]
        if alike and not one.another_because.strip():
            raise KnownAlready(_alike(one.name.strip()), field="another_because")
        if one not in made:
            made[one] = enter(one, unit, by=by)
        found.append(made[one])
    return found


def keep_with(case: SupportCase, newcomer: Newcomer) -> None:
    """What the case keeps of how its person was told from others: the reason, sealed, and the number, blind."""
    case.another_because = Sealed.of(nfc(newcomer.another_because).strip())
    case.blind_citizen_id = blind(newcomer.citizen_id)


def _alike(name: str) -> str:
    words = _("Đã có người tên “%(name)s” trong sổ: hãy chọn đúng người, hoặc ghi vì sao đây là người khác.")
    return words % {"name": name}
