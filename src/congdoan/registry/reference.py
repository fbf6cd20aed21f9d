"""Types of official papers, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import read_toml
from congdoan.registry.models import DocumentType


def load() -> None:
    for code, name, name_en in read_toml(Path(__file__).parent / "data" / "document_types.toml")["type"]:
        DocumentType.objects.get_or_create(
            code=code, defaults={"name": name, "name_en": name_en, "source": "30/2020/NĐ-CP, Phụ lục III"}
        )
