"""What the process that opens files says to the one that asked: packed there, unpacked here with distrust.

The other process has touched a foreign file. So unpacking makes only the values named below, whatever the bytes ask.
"""

import io
import pickle
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from congdoan.documents import errors, reading
from congdoan.documents.files.extracted import Extracted

_KNOWN: dict[tuple[str, str], Any] = {
    (made.__module__, made.__name__): made
    for made in (Extracted, date, Decimal, *vars(reading).values())
    if isinstance(made, type) and (is_dataclass(made) or made in (date, Decimal))
}


def pack(answer: Extracted | errors.UnreadableDocument) -> bytes:
    """A refusal travels as its name and its sentence."""
    plain = answer if isinstance(answer, Extracted) else (type(answer).__name__, str(answer))
    return pickle.dumps(plain, protocol=5)


def unpack(packed: bytes) -> Extracted:
    """Raises the refusal that was packed; ValueError for bytes that `pack` did not make."""
    try:
        answer = _Distrustful(io.BytesIO(packed)).load()
    except Exception as broken:  # a torn or hostile stream fails in as many ways as there are opcodes
        raise ValueError("no answer of ours") from broken
    if isinstance(answer, Extracted):
        return answer
    match answer:
        case ("MissingReader" | "RefusedDocument" | "UnreadableDocument" as name, str(message)):
            raise getattr(errors, name)(message)
    raise ValueError("no answer of ours")


class _Distrustful(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer") from None
