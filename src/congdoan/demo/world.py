"""The demo's people and units, founded through public verbs; and who acts for whom."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from congdoan.accounts import actions as accounts
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.reference import read_toml
from congdoan.organisation import actions as organisation
from congdoan.organisation.models import Body, Level, Office, Person, Unit

DATA = Path(__file__).parent / "data"
PASSWORD = "congdoan-2021"  # noqa: S105 - the demo says it aloud; no installation is made with it
SETUP = command("demo")


@dataclass(frozen=True, slots=True)
class Login:
    """An account to try the demo with, and what one sees there."""

    username: str
    name: str
    unit: str
    does: str


@dataclass
class World:
    """One province: its units by code, who signs for each, its logins and who acts by each of them."""

    scope: str
    working_date: date
    units: dict[str, Unit] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    signers: dict[str, Office] = field(default_factory=dict)
    staff: dict[str, Actor] = field(default_factory=dict)
    logins: list[Login] = field(default_factory=list)

    def __getitem__(self, code: str) -> Unit:
        return self.units[code]

    def below(self, code: str) -> list[Unit]:
        """The grassroots unions of an upper union, in the order of the data."""
        return [
            unit
            for key, unit in self.units.items()
            if key.startswith(f"{code}-") and key.removeprefix(f"{code}-").isdigit()
        ]

    def actor(self, code: str) -> Actor:
        """Whoever signs for the unit, acting in its name."""
        office = self.signers[code]
        return Actor(key=f"demo:{office.person.key}", name=office.person.name, unit_code=code)

    def acting(self, username: str, code: str) -> Actor:
        """Whoever the account belongs to, acting in the name of a unit at which it holds a role."""
        return replace(self.staff[username], unit_code=code)


def found(name: str) -> World:
    """Found the province of `data/<name>.toml` with its people, offices and accounts."""
    data = read_toml(DATA / f"{name}.toml")
    world = World(data["scope"], data["working_date"])
    names = iter(_names(data))
    for row in data["unit"]:
        world.units[row["code"]] = _unit(world, row, data["since"])
    for upper, titles in data["grassroots"].items():
        for place, title in enumerate(titles, start=1):
            row = {
                "code": f"{upper}-{place:02}",
                "name": f"Công đoàn cơ sở {title}",
                "short": f"CĐCS {title}",
                "level": "grassroots",
                "under": upper,
                "symbol": "CĐCS",
                "place": world[upper].place,
            }
            world.units[row["code"]] = _unit(world, row, data["since"])
            _office(
                world,
                {"unit": row["code"], "person": next(names), "title": "Chủ tịch", "signs_as": "TM. BAN CHẤP HÀNH"},
                data["since"],
            )
    for row in data.get("body", []):
        world.bodies[row["code"]] = organisation.register_body(
            row["code"],
            name=row["name"],
            short_name=row["short"],
            kind=row["kind"],
            symbol=row.get("symbol", ""),
            since=date(1990, 1, 1),
            by=SETUP,
        )
    for row in data["office"]:
        _office(world, row, data["since"])
    for row in data["login"]:
        _login(world, row, data["since"])
    count_rows()
    return world


def count_rows() -> None:
    """Let the database look at what it holds. The demo is one transaction, into which its own housekeeping does not
    see: what follows would be planned for empty tables, and some of it take moments where none are needed.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _names(data: dict[str, Any]) -> list[str]:
    """Names for the chairs: each province begins where the other's list ends, the logins' own names in their places."""
    names: list[str] = read_toml(DATA / "people.toml")["names"]
    return names[40:] + names[:40] if data["scope"] == "LC" else names


def _unit(world: World, row: dict[str, Any], since: date) -> Unit:
    return organisation.establish_unit(
        row["code"],
        name=row["name"],
        short_name=row.get("short", ""),
        level=Level.objects.get(code=row["level"]),
        under=world.units.get(row.get("under", "")),
        since=since,
        symbol=row.get("symbol", ""),
        place=row.get("place", ""),
        by=SETUP,
    )


def _office(world: World, row: dict[str, Any], since: date) -> None:
    person = organisation.add_person(row["person"], by=SETUP)
    office = organisation.appoint(
        person, body=world[row["unit"]], title=row["title"], signs_as=row["signs_as"], since=since, by=SETUP
    )
    world.signers[row["unit"]] = office


def _login(world: World, row: dict[str, Any], since: date) -> None:
    unit = world[row["unit"]]
    person = Person.objects.filter(name=row["name"], offices__body=unit).first()
    user, _password = accounts.create_account(
        row["username"], name=row["name"], person=person, password=PASSWORD, by=SETUP
    )
    for code in (row["unit"], *row.get("also", ())):
        accounts.grant_role(user, row["role"], unit=world[code], since=since, by=SETUP)
    world.staff[row["username"]] = user.acting(unit)
    world.logins.append(Login(row["username"], row["name"], unit.short_name or unit.name, row["does"]))
