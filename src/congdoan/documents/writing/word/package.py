"""The file around the document: only the parts it needs, nobody's name but the issuer's, no clock in it."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from congdoan.documents.writing.paper import Paper
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.markup import w
from congdoan.documents.writing.word.styles import LANGUAGE
from congdoan.documents.writing.wording import title_of

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.HEADER}
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Congdoan</Application></Properties>"
)


def strip(document: Document) -> None:
    """Leave out what the template brings and a paper has no use for: theme, thumbnail, numbering, custom data."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT:
            del document.part.rels[key]
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
        elif relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            _overwrite(relation.target_part, _PROPERTIES)


def _overwrite(part: Part, text: str) -> None:
    part._blob = text.encode()


def put_settings(document: Document) -> None:
    """Today's behaviour of Word, not that of 2007; lines the author broke stay short; Vietnamese; a decimal comma."""
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    root.append(w("footnotePr", w("footnote", id=0), w("footnote", id=1)))
    root.append(w("compat", w("doNotExpandShiftReturn"), mode))
    root.append(w("themeFontLang", val=LANGUAGE))
    root.append(w("decimalSymbol", val=","))
    root.append(w("listSeparator", val=";"))


def put_properties(document: Document, paper: Paper) -> None:
    """Title, author and day of `paper`; an undated one has no day."""
    properties = document.core_properties
    root = properties._element
    for child in list(root):
        root.remove(child)
    properties.title = title_of(paper)[:255]
    properties.author = properties.last_modified_by = clean(paper.issuer)[:255]
    properties.language = LANGUAGE
    if paper.on:
        properties.created = properties.modified = datetime(paper.on.year, paper.on.month, paper.on.day)  # noqa: DTZ001


def packed(document: Document) -> bytes:
    """The file, its members in a fixed order and without the time of writing."""
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, _NO_CLOCK)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return fixed.getvalue()
