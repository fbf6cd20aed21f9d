"""People who may be meant by a full name, with what tells one from the other.

An administrator reads no lists of people: only who bears exactly the name that is typed is shown.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts.models import User
from congdoan.foundation import clock
from congdoan.foundation.text import fold
from congdoan.membership.queries import members_of
from congdoan.organisation.models import Office, Person, Unit

SHOWN = 20


def namesakes(name: str, *, reach: QuerySet[Unit], accounts: QuerySet[User]) -> dict[Person, str]:
    """Who bears the name and holds an office, an account or a membership in reach, with words that tell them apart."""
    units = reach.values("pk")
    near = (
        Q(pk__in=Office.objects.filter(body__in=units).values("person"))
        | Q(pk__in=accounts.filter(person__isnull=False).values("person"))
        | Q(pk__in=members_of(reach, clock.today()).order_by().values("pk"))
    )
    people = list(Person.objects.filter(near, folded=fold(name)).order_by("sort_key", "pk")[:SHOWN])
    told: dict[int, list[str]] = {person.pk: _born(person) for person in people}
    for office in Office.objects.filter(person__in=people, body__in=units).select_related("body"):
        told[office.person_id].append(f"{office.title}, {office.body}")
    for account in accounts.filter(person__in=people):
        told[account.person_id or 0].append(_("tài khoản %(name)s") % {"name": account.username})
    return {person: "; ".join(dict.fromkeys(told[person.pk])) or _("chưa ghi gì thêm") for person in people}


def _born(person: Person) -> list[str]:
    return [_("sinh năm %(year)d") % {"year": person.birth_year}] if person.birth_year else []
