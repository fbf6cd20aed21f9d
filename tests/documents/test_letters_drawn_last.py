"""A program without Vietnamese letters in its font draws them after the rest of the line; the reader puts them back."""

from congdoan.documents.files.pages import text_of_pdf

ADVANCE = 6.0
"""Width of every letter of Courier at 10 points."""


def runs_of(line: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The pieces as a program draws them: one run, gaps and all, as long as they go forward; behind it the strays."""
    runs: list[tuple[int, str]] = []
    end = 0
    for column, piece in line:
        if runs and column >= end:
            first, drawn = runs[-1]
            runs[-1] = (first, f"{drawn} {-600 * (column - end)} ({piece})")
        else:
            runs.append((column, f"({piece})"))
        end = column + len(piece)
    return runs


def pdf_of(*lines: list[tuple[int, str]]) -> bytes:
    """A page whose lines are drawn piece by piece: each piece begins at its column, in the order given."""
    drawn = [
        f"1 0 0 1 {50 + column * ADVANCE} {700 - 14 * number} Tm [{run}] TJ"
        for number, line in enumerate(lines)
        for column, run in runs_of(line)
    ]
    content = f"BT /F1 10 Tf {' '.join(drawn)} ET".encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table, len(body),
    )  # fmt: skip


def test_letters_drawn_last_stand_where_they_are_seen() -> None:
    data = pdf_of(
        [(0, "LI"), (3, "N "), (6, "O"), (8, "N LAO"), (2, "Ê"), (5, "Ð"), (7, "À")],
        [(0, "C"), (2, "N BÌNH"), (1, "Â")],
        [(0, "NGÀY 12 TH"), (11, "NG 5"), (10, "Á")],
    )
    assert text_of_pdf(data).splitlines() == ["LIÊN ÐOÀN LAO", "CÂN BÌNH", "NGÀY 12 THÁNG 5"]


def test_words_set_apart_without_a_blank_between_them_stay_apart() -> None:
    data = pdf_of(
        [(0, "H"), (2, "I"), (4, "VI"), (7, "N"), (9, "TH"), (12, "NG"), (15, "MINH"), (1, "Ô"), (6, "Ê"), (11, "Ô")],
        [(0, "S"), (3, "15"), (6, "V"), (1, "Ô"), (7, "Ê")],
    )
    assert text_of_pdf(data).splitlines() == ["HÔI VIÊN THÔNG MINH", "SÔ 15 VÊ"]


def test_a_page_in_order_is_left_as_it_was() -> None:
    data = pdf_of([(0, "ÐOÀN VIÊN À")], [(0, "LAO ÐÔNG Ê")], [(0, "HAI CÔT"), (30, "CÔT HAI")])
    lines = text_of_pdf(data).splitlines()
    assert lines[:2] == ["ÐOÀN VIÊN À", "LAO ÐÔNG Ê"]
    assert lines[2].split() == ["HAI", "CÔT", "CÔT", "HAI"]
