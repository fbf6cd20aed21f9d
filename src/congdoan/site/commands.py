"""The verbs that need the whole house above the command line."""

from congdoan.cli.table import Command, Need
from congdoan.installation.words import gettext_noop

SITE_COMMANDS = (
    Command("serve", gettext_noop("Phục vụ trang web và việc nền"), "congdoan.site.serving.verb", needs=Need.SERVER),
    Command(
        "demo",
        gettext_noop("Nạp ba tỉnh mẫu rồi phục vụ trang web"),
        "congdoan.site.demonstration",
        needs=Need.SERVER,
    ),
)
