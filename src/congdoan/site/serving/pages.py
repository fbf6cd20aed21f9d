"""The pages as `congdoan serve` runs them: in processes that end with the command, whatever ends it."""

from multiprocessing import parent_process

from congdoan.installation import database
from congdoan.site.serving.lifeline import end_with

command = parent_process()
if command is not None and command.pid is not None:
    end_with(command.pid, database.leave)

from congdoan.site.wsgi import application  # noqa: E402

__all__ = ["application"]
