"""The answer to "may this be done?": yes, or no and why not."""

from dataclasses import dataclass

from django.utils.functional import Promise

from congdoan.foundation.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Truthy when allowed. `reason` is a sentence for the person who asked, empty when allowed."""

    allowed: bool
    reason: "str | Promise" = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise NotAllowed with the reason unless allowed."""
        if not self.allowed:
            raise NotAllowed(self.reason)


ALLOWED = Decision(True)


def refused(reason: "str | Promise") -> Decision:
    return Decision(False, reason)
