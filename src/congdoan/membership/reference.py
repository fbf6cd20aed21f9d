"""The measures this room writes and its dated parameters, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import load_measure, load_parameter, read_toml

DATA = Path(__file__).parent / "data"


def load() -> None:
    for row in read_toml(DATA / "measures.toml")["measure"]:
        load_measure(row)
    for row in read_toml(DATA / "parameters.toml")["parameter"]:
        load_parameter(row)
