"""An own paper as plain text, so that it can be read as its receivers will read it."""

from congdoan.documents.writing import Paper


def around(paper: Paper) -> tuple[str, str]:
    """The text before the body and the text after it."""
    number = paper.number or "…"
    day = f"{paper.place or '…'}, ngày {paper.on:%d} tháng {paper.on.month} năm {paper.on.year}" if paper.on else ""
    head = [paper.superior.upper(), paper.issuer.upper(), f"Số: {number}/{paper.symbol}", "", day, ""]
    head += [f"V/v {paper.subject}", ""] if paper.is_letter else [paper.kind.upper(), paper.subject, ""]
    if paper.addressees:
        head += [f"Kính gửi: {'; '.join(paper.addressees)}.", ""]
    head += [*(f"{basis};" for basis in paper.bases), ""]
    recipients = [f"- {row.name}{f' ({row.purpose})' if row.purpose else ''};" for row in paper.recipients]
    tail = ["", "", "Nơi nhận:", *recipients, f"- Lưu: {paper.archive or 'VT'}.", ""]
    for signature in paper.signatures:
        tail += [*signature.authority, signature.title, "", signature.name]
    return "\n".join(head) + "\n", "\n".join(tail)
