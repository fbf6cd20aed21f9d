"""From words typed to one verb run: parse, provide what it needs, call it, answer with an exit code.

0 done; 1 declined or found something wrong; 2 the words or the surroundings are not right; 130 stopped by Ctrl-C;
141 nobody reads on.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from congdoan.cli.table import Command, Need
from congdoan.installation.settings import BadSetting
from congdoan.installation.words import _, speak

PACKAGE = Path(__file__).resolve().parents[1]


class Verb(Protocol):
    """What the module of a command offers."""

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None: ...

    @staticmethod
    def run(options: argparse.Namespace) -> int: ...


class CannotRun(Exception):
    """The surroundings lack something; the message says what to do."""


def main(words: Sequence[str], commands: Sequence[Command]) -> int:
    """Run the verb that `words` name and answer with its exit code."""
    language, words = _language(words)
    _speak(language)
    name = words[0] if words else "help"
    command = next((command for command in commands if command.name == name), None)
    if command is None:
        listing(commands)
        if name == "help":
            return 0
        print(_("Không có lệnh “%s”.") % name, file=sys.stderr)
        return 2
    try:
        return _run(command, words[1:], language)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (BadSetting, CannotRun) as reason:
        print(reason, file=sys.stderr)
        return 2


def listing(commands: Sequence[Command]) -> None:
    print(_("Dùng: congdoan LỆNH [THAM SỐ…] [--lang vi|en]") + "\n")
    for command in sorted(commands, key=lambda command: command.name):
        print(f"  {command.name:<10} {_(command.summary)}")


def _language(words: Sequence[str]) -> tuple[str, list[str]]:
    """The language asked for anywhere among `words`, and the words without it."""
    chooser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    chooser.add_argument("--lang", choices=("vi", "en"), default="vi")
    chosen, rest = chooser.parse_known_args(list(words))
    return chosen.lang, rest


def _speak(language: str) -> None:
    """Choose the language; a catalogue that cannot be compiled now leaves some sentences in Vietnamese."""
    if language != "vi":
        with suppress(ImportError, OSError):
            import_module("congdoan.cli.translations.catalogues").compile_stale(PACKAGE)
    speak(language, *PACKAGE.glob("*/locale"))


def _run(command: Command, words: list[str], language: str) -> int:
    provide(command)
    verb = cast(Verb, import_module(command.module))
    parser = argparse.ArgumentParser(prog=f"congdoan {command.name}", description=_(command.summary))
    verb.arguments(parser)
    options = argparse.Namespace(words=words) if command.passes_words else parser.parse_args(words)
    if command.needs is Need.NOTHING and not command.django:
        return verb.run(options)
    return _refusals_said(verb, options, language)


def _refusals_said(verb: Verb, options: argparse.Namespace, language: str) -> int:
    from django.utils import translation

    from congdoan.foundation.collisions import COLLIDED, refusal_of
    from congdoan.foundation.errors import Refused

    with translation.override(language):
        try:
            return verb.run(options)
        except Refused as reason:
            print(reason, file=sys.stderr)
            return 1
        except COLLIDED as error:
            refused = refusal_of(error)
            if refused is None:
                raise
            print(refused, file=sys.stderr)
            return 1


def provide(command: Command) -> None:
    """What the command needs, or CannotRun saying how to get it."""
    if command.needs is not Need.NOTHING:
        _start_server()
    if command.needs is not Need.NOTHING or command.django:
        import django

        django.setup()
    if command.needs is Need.DATABASE:
        _refuse_if_behind()


def _start_server() -> None:
    from congdoan.installation import database, postgres

    try:
        database.ready()
        if not database.is_embedded():
            database.refuse_unfit()
    except postgres.CannotStart as reason:
        raise CannotRun(str(reason)) from reason


def _refuse_if_behind() -> None:
    from congdoan.cli.migrate import waiting

    if waiting():
        raise CannotRun(_("Cơ sở dữ liệu chưa theo kịp chương trình. Hãy chạy: python3 run.py migrate"))
