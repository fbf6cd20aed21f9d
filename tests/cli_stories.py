"""What stories about the command line have in common."""

from collections.abc import Callable

Said = tuple[int, str, str]
"""Exit code, what was printed, what was said to be wrong."""
Type = Callable[..., Said]
