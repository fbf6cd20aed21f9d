"""Dialogues put together by chance: a text, and the demands that stand in it."""

import tomllib
from pathlib import Path
from random import Random

_PARTS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "dialogues.toml").read_text(encoding="utf-8"))
_LEAD = (
    "Lãnh đạo tỉnh đối thoại với công nhân lao động\n\n"
    "Sáng 12/5, LĐLĐ tỉnh tổ chức hội nghị đối thoại giữa lãnh đạo tỉnh với 200 công nhân.\n\n"
)
_ANSWER = "Kết luận buổi đối thoại, Chủ tịch UBND tỉnh Lê Văn C giao các sở, ngành rà soát, trả lời trước 30/6.\n"
_REPORT = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM\nSố: 12/BC-LĐLĐ\n\nHà Nam, ngày 12 tháng 5 năm 2024\n\nBÁO CÁO\n{subject}\n\n"
    "I. TÌNH HÌNH CHUNG\n\nTrong tháng 4, các cấp công đoàn tổ chức 12 buổi đối thoại, tiếp nhận 86 ý kiến.\n\n"
    "{heading}\n\n{entries}\n\nIII. TỔ CHỨC THỰC HIỆN\n\nBan Chính sách pháp luật theo dõi việc giải quyết.\n\n"
    "Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu: VT.\n\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLại Thị Ngân\n"
)


def told(die: Random) -> tuple[str, list[str]]:
    """News of a dialogue: what three people ask for or complain of, and an answer."""
    sentences, demands = [], []
    for sentence, held in (_asked(die), _complained(die), _phrased(die)):
        sentences.append(sentence)
        demands += held
    die.shuffle(sentences)
    return _LEAD + "\n\n".join([*sentences, _ANSWER]), demands


def listed(die: Random) -> tuple[str, list[str]]:
    """A report that gathers demands in a list, in groups or not."""
    demands = die.sample(_PARTS["demands"], 4)
    entries = [
        die.choice([_capital(demand), f"Đề nghị {demand}", f"{_speaker(die)} đề nghị {demand}"]) for demand in demands
    ]
    groups = die.sample(_PARTS["groups"], 2)
    shape = die.choice(["numbers", "dashes", "groups", "letters"])
    if shape == "numbers":
        lines = [f"{number}. {entry}." for number, entry in enumerate(entries, 1)]
    elif shape == "dashes":
        lines = [f"- {entry};" for entry in entries]
    else:
        marks = ("a)", "b)") if shape == "letters" else ("-", "-")
        lines = [
            line
            for number, group in enumerate(groups)
            for line in (
                f"{number + 1}. {group}",
                *(f"{mark} {entry}." for mark, entry in zip(marks, entries[2 * number :], strict=False)),
            )
        ]
    subject, heading = die.choice(_PARTS["subjects"]), die.choice(_PARTS["headings"])
    return _REPORT.format(subject=subject, heading=heading, entries="\n".join(lines)), demands


def answered(die: Random) -> str:
    """News of a dialogue in which only leaders speak."""
    sentences = die.sample(_PARTS["answers"], 9)
    return _LEAD + "\n\n".join(" ".join(sentences[place : place + 3]) for place in (0, 3, 6)) + "\n"


def _asked(die: Random) -> tuple[str, list[str]]:
    demands = die.sample(_PARTS["demands"], die.choice([1, 1, 3]))
    return f"{_speaker(die)} {die.choice(_PARTS['asking'])} {'; '.join(demands)}.", demands


def _complained(die: Random) -> tuple[str, list[str]]:
    troubles = die.sample(_PARTS["troubles"], die.choice([1, 1, 3]))
    return f"{_speaker(die)} {die.choice(_PARTS['caring'])} {'; '.join(troubles)}.", troubles


def _phrased(die: Random) -> tuple[str, list[str]]:
    form = die.choice(_PARTS["sentences"])
    asked, wrong = die.sample(_PARTS["demands"], 2), die.sample(_PARTS["troubles"], 3)
    speaker = _speaker(die)
    sentence = form.format(
        W=speaker, w=_small(speaker), w2=_small(_speaker(die)), b=die.choice(_PARTS["bodies"]),
        d=asked[0], d2=asked[1], D=_capital(asked[0]), s=wrong[0], s2=wrong[1], s3=wrong[2], S=_capital(wrong[0]),
        ask=die.choice(_PARTS["plainly"]), ask2=die.choice(_PARTS["plainly"]), say=die.choice(_PARTS["saying"]),
    )  # fmt: skip
    is_asked = "{d}" in form or "{D}" in form
    held = [asked[0]] if is_asked else [wrong[0]]
    held += [words for mark, words in (("{d2}", asked[1]), ("{s2}", wrong[1]), ("{s3}", wrong[2])) if mark in form]
    return sentence if sentence[-1] in "”?" else f"{sentence}.", held


def _speaker(die: Random) -> str:
    return die.choice(_PARTS["speakers"]).replace("@", die.choice(_PARTS["names"]))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
