"""The areas of the site: what stands in the rail, in the officers' words and order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.utils.functional import Promise

from congdoan.accounts.access import may
from congdoan.accounts.rules import Task
from congdoan.web.shell.request import UserRequest

ORDER = (
    "today",
    "papers",
    "duties",
    "acts",
    "care",
    "funds",
    "members",
    "figures",
    "reports",
    "structure",
    "administration",
)


def _anyone(_request: UserRequest) -> bool:
    return True


def readers(request: UserRequest) -> bool:
    """Those who may read at the unit they act for, more than its totals."""
    return may(request.user, Task.READ, at=request.unit).allowed


@dataclass(frozen=True, slots=True)
class Area:
    """An entry of the rail. Each area's `urls.py` holds one as `AREA`, beside its `urlpatterns`.

    `path` is where its addresses begin ("van-ban/"); `home` the name of its first page ("papers:list").
    `waiting` counts what waits for this person (at most one query; it runs on every whole page); `shown_to` hides the
    entry from those who have nothing to do there; `short` is the word under the icon on a phone, where only areas that
    have one stand outside the drawer. An area whose `waiting` belongs on the desk too says in words what waits
    (`waits_for`) and names the page where it is done (`waits_at`).
    """

    label: "str | Promise"
    icon: str
    path: str
    home: str
    short: "str | Promise" = ""
    waiting: Callable[[UserRequest], int] | None = None
    waits_for: "str | Promise" = ""
    waits_at: str = ""
    shown_to: Callable[[UserRequest], bool] = _anyone


@cache
def area_modules() -> tuple[ModuleType, ...]:
    """The `urls` modules of the areas that exist, in the order of the rail."""
    names = (f"congdoan.web.{area}" for area in ORDER)
    return tuple(import_module(f"{name}.urls") for name in names if find_spec(name) and find_spec(f"{name}.urls"))


def areas() -> tuple[tuple[str, Area], ...]:
    """Each area with its namespace."""
    return tuple((module.app_name, module.AREA) for module in area_modules())
