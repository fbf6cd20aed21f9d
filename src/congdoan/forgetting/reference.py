"""By when a request must be answered, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import load_parameter, read_toml


def load() -> None:
    for row in read_toml(Path(__file__).parent / "data" / "parameters.toml")["parameter"]:
        load_parameter(row)
