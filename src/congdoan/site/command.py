"""The program `congdoan`."""

import os
import sys

from congdoan.cli import frame
from congdoan.cli.table import COMMANDS


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
    sys.exit(frame.main(sys.argv[1:], COMMANDS))


if __name__ == "__main__":
    main()
