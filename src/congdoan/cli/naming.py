"""Units as people type them on a command line: a code, or a name without accents."""

from congdoan.foundation.errors import NotFound
from congdoan.foundation.text import fold, nfc
from congdoan.installation.words import _
from congdoan.organisation import queries
from congdoan.organisation.models import Unit

SHOWN = 10


class Ambiguous(Exception):
    """Several units answer to what was typed; the message lists them with their codes."""


def unit_meant(typed: str) -> Unit:
    """The unit of this code, of exactly this name, or the only one in whose name every word begins a word.

    Raises Ambiguous, or NotFound.
    """
    words = nfc(typed).strip()
    if by_code := Unit.objects.filter(code__iexact=words).first():
        return by_code
    found = list(Unit.objects.filter(pk__in=queries.search(words).values("pk"))[:200]) if words else []
    exact = [unit for unit in found if fold(words) in {fold(unit.name), fold(unit.short_name)}]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(_("Không có đơn vị nào mang mã hay tên “%s”. Thử vài chữ đầu, không cần gõ dấu.") % typed)
    raise Ambiguous(_listing(typed, exact or found))


def _listing(typed: str, found: list[Unit]) -> str:
    lines = [_("“%s” có thể là nhiều đơn vị; hãy ghi mã:") % typed]
    lines += [f"  {unit.code:<16} {unit.name}" for unit in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append("  " + _("… và %d đơn vị khác; hãy ghi thêm chữ.") % (len(found) - SHOWN))
    return "\n".join(lines)
