"""What must be done before the first page: the schema, the translations, the files that pages load."""

from django.core.management import call_command

from congdoan.cli import migrate
from congdoan.cli.translations import catalogues
from congdoan.installation.settings import REPOSITORY


def prepare() -> None:
    """Bring everything derived up to date. Safe to repeat; a second or two when nothing has changed.

    Raises CannotRun where the database cannot be brought there.
    """
    catalogues.compile_stale(REPOSITORY / "src" / "congdoan")
    migrate.apply()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
