"""The measures of goods, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import load_measure, read_toml


def load() -> None:
    for row in read_toml(Path(__file__).parent / "data" / "measures.toml")["measure"]:
        load_measure(row)
