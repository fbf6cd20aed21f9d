"""A column that holds sealed text. Read, it is a closed envelope; opening it is an act one sees in the code."""

from typing import TYPE_CHECKING, Any

from django.db import models

from congdoan.foundation.sealing import tokens


class Sealed:
    """A closed envelope. `open()` reads it; nothing else does: not a template, a log line, a repr or an export."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def of(cls, text: str) -> "Sealed":
        return cls(tokens.seal(text))

    def open(self) -> str:
        """The text. Who may, and with what purpose, is the caller's to ask first. Raises KeyLost."""
        return tokens.unseal(self.token)

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return "•••" if self.token else ""

    __repr__ = __str__


if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField  # Django's own fields take no types while running


class SealedTextField(_TextField):
    """Text sealed on its way into the database. Read, it is a `Sealed`; a plain str assigned is sealed at save.

    It cannot be searched or sorted by: the same text never seals alike. Use a blind column beside it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As the plain column it is in the database: a migration imports nothing of ours."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_default(self) -> Sealed:
        return Sealed("")

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Sealed:
        return Sealed(value or "")

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, Sealed):
            return value.token
        return tokens.seal(str(value)) if value else ""

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, *_args: Any, **_kwargs: Any) -> None:
        """None: a form asks for the text in a field of its own, after the right to open it was asked."""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise NotImplementedError("A sealed column cannot be searched; keep a blind one beside it.")
        return super().get_lookup(lookup_name)
