"""Who signs, and who receives a copy: one table that no page break divides."""

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.metrics import width_mm
from congdoan.documents.writing.paper import Paper, Signers
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.signing import RECIPIENTS_SHARE, Signing, signings
from congdoan.documents.writing.word.markup import (
    TWIPS_PER_MM,
    TWIPS_PER_PT,
    Element,
    cell,
    paragraph,
    row,
    run,
    table,
    w,
)
from congdoan.documents.writing.wording import recipient_lines

_ROOM_FOR_SEAL_MM = 27
_ROOM_FOR_HAND_MM = 19
_LINE = 1.15


def ending(paper: Paper, layout: Layout) -> list[Element]:
    """The table of recipients (left) and signature (right). Of two who sign, the first stands above the recipients."""
    recipients = _recipients(paper, layout)
    signed = [_signature(signing, layout) for signing in signings(paper, layout)]
    if len(signed) < 2:
        left = layout.text_width_mm * RECIPIENTS_SHARE
        right = layout.text_width_mm - left
        return [_above(), table([left, right], [_side_by_side(recipients, *signed, widths=(left, right))])]
    half = layout.text_width_mm / 2
    *upper, last = [signed[place : place + 2] for place in range(0, len(signed), 2)]
    first, *second = last
    rows = [_side_by_side(*pair, widths=(half, half)) for pair in upper]
    rows.append(_side_by_side([*first, paragraph("Signer"), *recipients], *second, widths=(half, half)))
    return [_above(), table([half, half], rows)]


def _side_by_side(left: list[Element], right: list[Element] | None = None, *, widths: tuple[float, float]) -> Element:
    return row([cell(widths[0], left), cell(widths[1], right or [paragraph("Signer")])])


def side_by_side(signers: Signers, width_mm: float) -> list[Element]:
    """The signers of a form in a table that no page break divides, with room for each hand."""
    share = width_mm / len(signers.people)
    room_twips = round(_ROOM_FOR_HAND_MM * TWIPS_PER_MM)
    cells = [
        cell(
            share,
            [
                paragraph("SignerTitle", [run(clean(one.title.upper()))], keep_next=True),
                paragraph("SignerHint", [run(f"({clean(one.hint)})")], keep_next=True),
                paragraph("SignerTitle", [run(clean(one.name))], spacing=w("spacing", before=room_twips, after=0)),
            ],
        )
        for one in signers.people
    ]
    return [_above(), table([share] * len(cells), [row(cells)]), _above()]


def _above() -> Element:
    return paragraph("Rule", keep_next=True, spacing=w("spacing", before=0, after=0, line=160, lineRule="exact"))


def _recipients(paper: Paper, layout: Layout) -> list[Element]:
    lines = recipient_lines(paper)
    if not lines:
        return [paragraph("Recipients")]
    dash = width_mm("- ", layout.faces.recipients.size_pt)
    items = [paragraph("Recipients", [run(line)], indents_mm=(dash, 2), hanging_mm=dash) for line in lines]
    return [paragraph("RecipientsHead", [run("Nơi nhận:")]), *items]


def _signature(signing: Signing, layout: Layout) -> list[Element]:
    level_pt = signing.lines_short * layout.faces.authority.size_pt * _LINE
    seal = w("spacing", before=round(_ROOM_FOR_SEAL_MM * TWIPS_PER_MM + level_pt * TWIPS_PER_PT), after=0)
    titles = [paragraph("Authority", [run("\n".join(title))]) for title in signing.titles]
    return [*titles, paragraph("Signer", [run(signing.name)], spacing=seal)]
