"""The program `congdoan`."""

import os
import sys

from congdoan.cli import frame
from congdoan.cli.table import COMMANDS
from congdoan.site.commands import SITE_COMMANDS


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
    sys.exit(frame.main(sys.argv[1:], [*COMMANDS, *SITE_COMMANDS]))


if __name__ == "__main__":
    main()
