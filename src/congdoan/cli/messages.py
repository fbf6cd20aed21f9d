"""`congdoan messages`: compile the English catalogues and name the sentences that have no English yet."""

import argparse

import congdoan
from congdoan.installation.settings import REPOSITORY
from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("báo lỗi khi còn câu chưa dịch"))
    parser.add_argument("--compile", action="store_true", help=_("chỉ biên dịch"))


def run(options: argparse.Namespace) -> int:
    from congdoan.cli.translations import catalogues, sentences

    package = REPOSITORY / "src" / congdoan.__name__
    catalogues.compile_stale(package)
    if options.compile:
        return 0
    missing = catalogues.untranslated(sentences.in_package(package), package)
    for sentence in missing:
        print(f"{sentence.file.relative_to(REPOSITORY)}:{sentence.line}: {sentence.text}")
    if missing:
        print(_("Còn %d câu chưa có tiếng Anh.") % len(missing))
    return 1 if missing and options.check else 0
