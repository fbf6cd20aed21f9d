"""`congdoan django …`: one of Django's own commands, such as makemigrations or shell."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of ours: the words go to Django as they stand."""


def run(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["congdoan django", *options.words])
    return 0
