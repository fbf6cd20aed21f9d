"""The pages as `congdoan serve` runs them: in processes that end with the command, whatever ends it."""

from congdoan.installation import database
from congdoan.site.serving.lifeline import end_with_parent

end_with_parent(leave=database.leave)

from congdoan.site.wsgi import application  # noqa: E402

__all__ = ["application"]
