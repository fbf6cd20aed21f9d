"""The tail of an official paper: who receives a copy and why, where it is filed, who signed in whose name."""

import re
from dataclasses import replace
from functools import lru_cache

from congdoan.documents.layout import Cell, Layout, is_authority, is_office
from congdoan.documents.lexicon import lexicon
from congdoan.documents.reading import Recipient, Signatory, Value
from congdoan.documents.source import Source

_DASH = re.compile(r"[-–—+•*]\s*")
_ARCHIVE = re.compile(r"lưu\b\s*[:,.]?\s*(?:tại\s+)?", re.IGNORECASE)
_NOTE = re.compile(
    r"[(\[]?\s*(?:đã ký|đã kí|ký, đóng dấu|đã ký, đóng dấu|ký tên|ký điện tử)[^)\]]*[)\]]?\Z", re.IGNORECASE
)
_DEGREE = re.compile(r"^\s*(?:(?:GS|PGS|TSKH|TS|ThS|Ths|BS|BSCK\w*|CK\w+|DS|CN|KS|LS|Đ/c|Đồng chí)\b\.?,?\s*)+")
# "PCT Nguyễn Thị Thơm", "CHỦ TỊCH: Lê Văn An": hurried hands put both on one line.
_OFFICE_AND_NAME = re.compile(
    r"(?P<office>(?:P\.?\s?)?(?:PCT|CT|PGĐ|GĐ|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN"
    r"|CHÁNH VĂN PHÒNG))"
    r"(?:\s?[:–-]\s?|\s)(?P<name>[^\W\d_][^\d:;,()]{4,40})\Z"
)
_LABEL = re.compile(r"nơi nhận\s*:?\s*", re.IGNORECASE)


def recipients_of(source: Source, layout: Layout) -> tuple[tuple[Recipient, ...], Value[str] | None]:
    """Every line of "Nơi nhận" but the last, and what follows "Lưu" on that."""
    recipients: list[Recipient] = []
    for text, start in _entries(_recipient_cells(layout)):
        archive = _ARCHIVE.match(text)
        if archive:
            name = text[archive.end() :].strip(" .;,:/")
            place = start + archive.end() + (len(text[archive.end() :]) - len(text[archive.end() :].lstrip(" .;,:/")))
            return tuple(recipients), Value(_line(name), source.span(place, place + len(name))) if name else None
        recipient = _recipient(source, text, start)
        if recipient:
            recipients.append(recipient)
    return tuple(recipients), None


def _recipient_cells(layout: Layout) -> list[Cell]:
    """Cells of the list: those with a dash, and those under them in the same column that continue them."""
    cells: list[Cell] = []
    is_open = False
    column = 0
    for cell in layout.tail:
        label = _LABEL.match(cell.text)
        if label:
            rest = cell.text[label.end() :]
            column, is_open = cell.column, True
            cells += _on_label_line(rest, cell, label.end())
            continue
        if not is_open:
            continue
        if _DASH.match(cell.text) or _ARCHIVE.match(cell.text):
            column = cell.column
            cells.append(cell)
        elif cells and cell.column == column and cell.line == cells[-1].line + 1 and not _is_of_signature(cell):
            if _ARCHIVE.match(_DASH.sub("", cells[-1].text, count=1)) and not cells[-1].text.rstrip().endswith(
                (",", "-")
            ):
                break
            cells.append(cell)
    return cells


def _on_label_line(rest: str, cell: Cell, offset: int) -> list[Cell]:
    """ "Nơi nhận: Như trên; LĐLĐ tỉnh (b/c); Lưu VP.": a list behind the label, each entry a cell of its own."""
    if not rest.strip(" :"):
        return []
    if _DASH.match(rest):
        return [Cell(rest, cell.start + offset, cell.end, cell.line, cell.column)]
    return [
        Cell(
            f"-{part.group()}",
            cell.start + offset + part.start() - 1,
            cell.start + offset + part.end(),
            cell.line,
            cell.column,
        )
        for part in re.finditer(r"[^;]*[^;\s][^;]*", rest)
    ]


def _is_of_signature(cell: Cell) -> bool:
    return (
        is_authority(cell.text)
        or is_office(cell.text)
        or bool(_NOTE.match(cell.text))
        or (cell.is_upper and len(cell.text) > 8)
    )


def _entries(cells: list[Cell]) -> list[tuple[str, int]]:
    """Entries with their place; a line without a dash continues the entry above, "; -" parts entries of one line."""
    entries: list[tuple[str, int]] = []
    for cell in cells:
        place = 0
        pieces = re.split(r"(;\s*[-–](?=\s*\w)|;\s*(?=lưu\b))", cell.text, flags=re.IGNORECASE)
        for piece in pieces:
            dash = _DASH.match(piece)
            body = piece[dash.end() :] if dash else piece
            start = cell.start + place + (dash.end() if dash else 0)
            place += len(piece)
            if not body.strip(" ;-–"):
                continue
            is_new = bool(dash) or len(pieces) > 1 or not entries or bool(_ARCHIVE.match(body))
            if is_new:
                entries.append((body.rstrip(), start))
            else:
                entries[-1] = (f"{entries[-1][0]}\n{body.rstrip()}", entries[-1][1])
    return entries


@lru_cache(maxsize=1)
def _purposes() -> dict[str, str]:
    return {word: entry["name"] for entry in lexicon("papers")["purpose"] for word in entry["words"]}


def _recipient(source: Source, text: str, start: int) -> Recipient | None:
    bare = text.rstrip(" ;.,:/\n")
    noted = re.search(r"\s*[-–,]?\s*[(\[](?:để |nhằm |thay |xin )?(?P<why>[^()\[\]]{2,40})[)\]]\Z", bare)
    noted = noted or re.search(
        r"\s*[-–,]?\s*(?:\s|(?<=[-–]))(?:để )?(?P<why>b/c|t/h|p/h|để báo cáo|để thực hiện|để biết)\Z",
        bare,
        re.IGNORECASE,
    )
    purpose, name = None, bare
    if noted:
        why = re.sub(r"\s+", " ", noted.group("why").strip().lower())
        known = _purposes().get(why) or next(
            (_purposes()[word] for word in _split_purpose(why) if word in _purposes()), None
        )
        if known:
            begin = start + noted.start("why")
            purpose = Value(known, source.span(begin, begin + len(noted.group("why"))))
            name = bare[: noted.start()].rstrip(" ;.,:-–")
    if not name.strip():
        return None
    return Recipient(Value(_line(name), source.span(start, start + len(name))), purpose)


def _split_purpose(why: str) -> list[str]:
    return [part.removeprefix("để ").strip() for part in re.split(r"[,;]| và ", why)]


def _line(text: str) -> str:
    return " ".join(text.split())


def signatories_of(source: Source, layout: Layout) -> tuple[Signatory, ...]:
    """One for each column of signatures; a joint paper has two."""
    listed = {(cell.line, cell.column) for cell in _recipient_cells(layout)}
    cells = [cell for cell in layout.tail if (cell.line, cell.column) not in listed and not _LABEL.match(cell.text)]
    columns = sorted({cell.column for cell in cells if is_authority(cell.text) or is_office(cell.text)})
    if len(columns) == 1:
        signers = _signers(source, cells)
    else:
        signers = [
            signer
            for column in columns
            for signer in _signers(source, [cell for cell in cells if cell.column == column])[:1]
        ]
    complete = [signer for signer in signers if signer.name] or signers
    return tuple(sorted(complete, key=_only_attests))


def _only_attests(signer: Signatory) -> bool:
    """ "THƯ KÝ" beside "CHỦ TỌA"."""
    title = signer.title.value.lower() if signer.title else ""
    return title.startswith(tuple(lexicon("papers")["offices"]["attesting"]))


def _signers(source: Source, cells: list[Cell]) -> list[Signatory]:
    """One below the other: office lines from the first authority on, then the name. The last may lack its name."""
    signers: list[Signatory] = []
    offices: list[Cell] = []
    for cell in cells:
        together = _OFFICE_AND_NAME.match(cell.text)
        if together and _is_name(together.group("name")) and not together.group("name").isupper():
            office = replace(cell, text=together.group("office"), end=cell.start + together.end("office"))
            name = together.group("name")
            person = Value(name, source.span(cell.start + together.start("name"), cell.start + together.end("name")))
            signers.append(Signatory(person, *_office(source, [*offices, office])))
            offices = []
        elif is_authority(cell.text) or is_office(cell.text) or (offices and cell.is_upper and not _is_name(cell.text)):
            if offices and cell.line - offices[-1].line > 2:
                continue
            offices.append(cell)
        elif offices and _is_name(_bare_name(cell.text)) and not _NOTE.match(cell.text):
            name = _bare_name(cell.text)
            start = cell.start + cell.text.index(name)
            person = Value(_person_case(name), source.span(start, start + len(name)))
            signers.append(Signatory(person, *_office(source, offices)))
            offices = []
    return signers + ([Signatory(None, *_office(source, offices))] if offices else [])


def _is_name(text: str) -> bool:
    """Two to seven words, each with a capital first letter: "Y Bhiông Niê", "Rơ Châm H'Lan"."""
    words = re.split(r"[ -]+", text)
    return 2 <= len(words) <= 7 and all(
        word[0].isupper() and (word[-1].isalpha() or word[-1] in "'’") for word in words if word
    )


def _bare_name(text: str) -> str:
    return _DEGREE.sub("", re.sub(r"^\s*(?:\(đã ký\)|đã ký)\s*:?\s*", "", text, flags=re.IGNORECASE)).strip(" .*_")


def _person_case(name: str) -> str:
    return re.sub(r"\s+", " ", name.title() if name.isupper() else name)


def _office(source: Source, offices: list[Cell]) -> tuple[Value[str], Value[str] | None]:
    """(own title, the lines above it joined)."""
    *above, own = offices
    title, start = own.text.strip(" .,"), own.start
    lead = (
        re.match(r"(?:TM|T/M|KT|TL|TUQ)\s?[./]?\s*[A-ZĐÂĂÊÔƠƯỦỘ ,]+?\s(?=PHÓ |CHỦ TỊCH)", title) if not above else None
    )
    if lead:
        authority = Value(lead.group().strip(), source.span(start, start + len(lead.group().rstrip())))
        return Value(title[lead.end() :], source.span(start + lead.end(), own.end)), authority
    lines = " / ".join(_line(cell.text.strip(" ,")) for cell in above)
    joined = Value(lines, source.span(above[0].start, above[-1].end)) if above else None
    return Value(_line(title), source.span(start, own.end)), joined
