"""Debian's Chromium, where this machine has it, and how it is started for us."""

import os
import shutil

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--disable-default-apps",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--font-render-hinting=none",
]
DESK, PHONE = (1440, 900), (390, 844)


def why_not() -> str:
    """Why no browser can be driven here; empty where one can."""
    return "" if CHROMIUM else "no Chromium on this machine: install Debian's `chromium`, or name one in CHROMIUM"
