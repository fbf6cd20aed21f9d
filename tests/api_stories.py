"""A caller of the API, as stories use one."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from builders import SETUP, user
from congdoan.accounts.models import Role, User
from congdoan.accounts.tokens import issue_token
from congdoan.foundation import clock
from congdoan.organisation.models import Unit


@dataclass
class Answer:
    """What came back, its JSON read."""

    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def json(self) -> Any:
        return json.loads(self.response.content)

    @property
    def version(self) -> str:
        return str(self.response.headers["ETag"])


@dataclass
class Program:
    """A program that works in a user's place with a key."""

    user: User
    secret: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **asked: Any) -> Answer:
        return Answer(self.client.get(f"/api/v1{path}", asked, headers=self._headers({})))

    def post(self, path: str, sent: Any = None, **headers: str) -> Answer:
        body = {} if sent is None else sent
        return Answer(
            self.client.post(f"/api/v1{path}", body, content_type="application/json", headers=self._headers(headers))
        )

    def put(self, path: str, sent: Any) -> Answer:
        headers = self._headers({})
        return Answer(self.client.put(f"/api/v1{path}", sent, content_type="application/json", headers=headers))

    def send(self, path: str, **form: Any) -> Answer:
        return Answer(self.client.post(f"/api/v1{path}", form, headers=self._headers({})))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self.secret}", **named}


def program_of(name: str, role: Role, unit: Unit) -> Program:
    """A new person of that role, and a program of theirs."""
    return Program(person := user(name, role, unit), key_of(person))


def key_of(person: User) -> str:
    _token, secret = issue_token(person, name="thử", until=clock.today() + timedelta(days=365), by=SETUP)
    return secret
