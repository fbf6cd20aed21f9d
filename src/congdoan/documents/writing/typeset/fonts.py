"""Where the letters of a PDF come from: Tinos, which is as wide as Times New Roman and has every Vietnamese letter."""

from pathlib import Path

import congdoan

FAMILIES = ("Tinos", "Liberation Serif", "Libertinus Serif")
"""Tried in this order, letter by letter; the last one is inside typst itself."""


def font_folder() -> Path | None:
    """The folder set-up fetched Tinos into, or None: the machine's own fonts are then used."""
    fetched = Path(congdoan.__file__).parent / "web" / "static" / "vendor"
    fonts = sorted(fetched.rglob("Tinos*.ttf")) if fetched.is_dir() else []
    return Path(*_shared_parts(fonts)) if fonts else None


def _shared_parts(fonts: list[Path]) -> tuple[str, ...]:
    """What the paths of `fonts` have in common: some packages keep each style in a folder of its own."""
    folders = [font.parent.parts for font in fonts]
    return tuple(parts[0] for parts in zip(*folders, strict=False) if len(set(parts)) == 1)
