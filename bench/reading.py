"""How fast papers are read: texts a second, a text PDF against bare extraction, the whole command, its memory.

    python3 run.py bench reading

Papers are invented here, no two pages with the same figures and names. Both sides of the ratio run in turn, the best
of a few runs counts, and the text they find is compared.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst

from congdoan.documents.files.pages import text_of_pdf
from congdoan.documents.reader import read_text  # in this process, however long: its time is what is asked

PAPER = """TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC

Số: 21/KH-LĐLĐ

An Lạc, ngày 04 tháng 4 năm 2023

KẾ HOẠCH
Tổ chức các hoạt động Tháng Công nhân năm 2023

Thực hiện Kế hoạch số 64/KH-TLĐ ngày 17/02/2023 của Tổng Liên đoàn Lao động Việt Nam về tổ chức Tháng Công nhân.

I. NỘI DUNG

1. Thăm, tặng quà 300 đoàn viên có hoàn cảnh khó khăn, mức 1.000.000 đồng/người; hỗ trợ xây 06 nhà “Mái ấm Công đoàn”.

2. Trong năm 2022 các cấp công đoàn đã trao 5.430 suất quà, trị giá 2 tỷ 715 triệu đồng; kết nạp mới 9.875 đoàn viên.

II. TỔ CHỨC THỰC HIỆN

1. Công đoàn cơ sở xây dựng kế hoạch, gửi về LĐLĐ tỉnh trước ngày 15/4/2023; báo cáo kết quả chậm nhất ngày 05/6/2023.

Nơi nhận:
- Tổng LĐLĐ Việt Nam (b/c);
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Thị Bích Lài
"""
PLACES = ("An Lạc", "Bình Khê", "Cam Thủy", "Đông Vinh", "Hòa Trung", "Khánh Sơn", "Lộc Hải", "Mỹ Thuận", "Phú Lương")
SIGNERS = ("Trần Thị Bích Lài", "Lò Văn Tưởng", "Nguyễn Hữu Đạt", "Hoàng Thị Sim", "Y Krông Niê")
PAGES = 300
_READ = "import sys; from congdoan.site.command import main; sys.exit(main())"
_BARE = (
    "import sys,pypdfium2;pdf=pypdfium2.PdfDocument(open(sys.argv[1],'rb').read());"
    "print(len('\\n\\n'.join(pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf)))))"
)


def main() -> None:
    read_text(PAPER)
    print(
        f"texts read: {1 / _seconds(lambda: read_text(PAPER), 20):.0f} a second ({len(PAPER)} letters each, one core)"
    )
    short, long = _pdf(2), _pdf(PAGES)
    assert _words(_bare(long)) == _words(text_of_pdf(long))
    bare, full = _least(lambda: _bare(long), lambda: read_text(text_of_pdf(long)), 3)
    print(f"{PAGES}-page text PDF: bare extraction {bare:.2f} s, read {full:.2f} s, ratio {full / bare:.1f}")
    bare, full = _least(lambda: _bare(short), lambda: read_text(text_of_pdf(short)), 15)
    print(f"2-page text PDF: bare extraction {bare * 1000:.0f} ms, read {full * 1000:.0f} ms, ratio {full / bare:.1f}")
    for name, data in (("300", long), ("2", short)):
        _compare_commands(name, data)


def _compare_commands(pages: str, data: bytes) -> None:
    """Two programs from start to end: `congdoan read FILE --json`, and one that only takes the text out."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.pdf"
        paper.write_bytes(data)
        runs = [
            (
                _command([sys.executable, "-c", _BARE, str(paper)]),
                _command([sys.executable, "-c", _READ, "read", "--json", str(paper)]),
            )
            for _ in range(3)
        ]
    (bare, bare_bytes), (full, full_bytes) = min(run[0] for run in runs), min(run[1] for run in runs)
    print(
        f"{pages}-page text PDF, whole commands: bare {bare:.2f} s and {bare_bytes / 2**20:.0f} MB, "
        f"read {full:.2f} s and {full_bytes / 2**20:.0f} MB, ratio {full / bare:.1f}"
    )


def _command(words: list[str]) -> tuple[float, int]:
    """Seconds of processor and most bytes held, of the command and all it starts; measured by a process between."""
    measure = (
        "import json,resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
        "used=resource.getrusage(resource.RUSAGE_CHILDREN);print(json.dumps([used.ru_utime+used.ru_stime,used.ru_maxrss]))"
    )
    done = subprocess.run([sys.executable, "-c", measure, *words], check=True, capture_output=True)
    seconds, kilobytes = json.loads(done.stdout)
    return seconds, kilobytes * 1024


def _least(bare: Callable[[], object], full: Callable[[], object], times: int) -> tuple[float, float]:
    """Seconds of either, run in turn: what else the machine does can only add to them."""
    runs = [(_seconds(bare, 1), _seconds(full, 1)) for _ in range(times)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def _seconds(run: Callable[[], object], times: int) -> float:
    started = time.process_time()
    for _ in range(times):
        run()
    return (time.process_time() - started) / times


def _bare(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n\n".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))


def _words(text: str) -> list[str]:
    return text.split()


def _pdf(pages: int) -> bytes:
    bodies = [
        "\n\n".join(f"#raw({_quoted(line)})" if line else "" for line in _page(number).split("\n"))
        for number in range(pages)
    ]
    source = '#set page(paper: "a4")\n#set text(size: 11pt)\n' + "\n#pagebreak()\n".join(bodies)
    return bytes(typst.compile(source.encode("utf-8")))


def _page(number: int) -> str:
    """The paper with a number, a place, figures and a signer of its own: what repeats word for word is read faster."""
    place = PLACES[number % len(PLACES)]
    told = PAPER.replace("21/KH", f"{21 + number}/KH").replace("An Lạc", place).replace("AN LẠC", place.upper())
    told = told.replace("300 đoàn viên", f"{300 + number} đoàn viên").replace("06 nhà", f"{6 + number % 60:02d} nhà")
    told = told.replace("5.430", f"5.{(430 + 7 * number) % 1000:03d}").replace(
        "9.875", f"9.{(875 + number) % 1000:03d}"
    )
    return told.replace("715 triệu", f"{(715 + number) % 900 + 100} triệu").replace(SIGNERS[0], SIGNERS[number % 5])


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
