"""A dump of the whole database tells nothing that was sealed; new keys keep all of it readable."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import Province
from cli_stories import typing
from congdoan.foundation import clock, files
from congdoan.foundation.sealing import KeyLost, acquaintance, key_of
from congdoan.installation import keyring
from congdoan.membership.models import MemberFile
from dumps import dump
from membership_stories import MAI_NUMBER, one_member

SECRETS = (MAI_NUMBER, "0912345678", "Thái", "nhà dột", "Giấy ra viện của chị Mai")


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "sealing-keys.json"
    monkeypatch.setattr(keyring, "path_of", lambda _settings: path)
    keyring.again()
    monkeypatch.setattr(acquaintance, "_met", set())
    yield path
    monkeypatch.undo()
    keyring.again()


def test_a_dump_tells_no_secret_and_rotation_loses_none(
    fresh_database: str, own_keys: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.set_to(date(2024, 12, 20)):
        province = Province()
        person = one_member(province)
    paper = files.store(b"Giay ra vien", name="Giấy ra viện của chị Mai.pdf", by=province.lan, is_encrypted=True)
    text = dump()
    assert "Lò Thị Mai" in text  # the dump is a real one
    assert not [secret for secret in SECRETS if secret in text]

    before = MemberFile.objects.get(person=person)
    code, _out, _err = typing(capsys, monkeypatch)("keys", "rotate")
    after = MemberFile.objects.get(person=person)
    paper.refresh_from_db()
    assert code == 0
    for group in ("contact", "origins", "circumstances"):
        assert key_of(getattr(after, group).token) != key_of(getattr(before, group).token)
        assert after.opened(group) == before.opened(group) != {}
    assert files.bytes_of(paper) == b"Giay ra vien"
    assert not [secret for secret in SECRETS if secret in dump()]

    own_keys.unlink()
    keyring.again()
    with pytest.raises(KeyLost, match="không còn ở máy này"):
        after.opened("contact")
