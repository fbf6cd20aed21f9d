"""One-time passwords: made to be read aloud over a telephone and typed once."""

import secrets

from congdoan.foundation.keys import ALPHABET


def one_time_password() -> str:
    """Three groups of four letters and digits (58 bits), shown once to the administrator and stored only hashed."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3)).lower()
