"""Text that the database may hold and not tell: sealed with versioned keys that lie outside it.

`seal` and `unseal` for values, `SealedTextField` for columns, `blind` for finding the same identity number again
without keeping it readable. See `congdoan.installation.keyring` for where the keys are.
"""

from congdoan.foundation.sealing.field import Sealed, SealedTextField
from congdoan.foundation.sealing.tokens import (
    KeyLost,
    blind,
    is_sealed_with_newest,
    key_of,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)

__all__ = [
    "KeyLost",
    "Sealed",
    "SealedTextField",
    "blind",
    "is_sealed_with_newest",
    "key_of",
    "seal",
    "seal_bytes",
    "unseal",
    "unseal_bytes",
]
