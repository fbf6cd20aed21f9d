"""What is sealed reads as nothing without its key, says so plainly when the key is lost, and survives new keys."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SETUP
from cli_stories import typing
from congdoan.accounts.disclosures import disclose, disclosures_about
from congdoan.cli.doctor import data
from congdoan.cli.doctor.finding import State
from congdoan.foundation import files
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry, StoredFile
from congdoan.foundation.sealing import KeyLost, Sealed, acquaintance, blind, key_of, seal, unseal
from congdoan.foundation.sealing.renewing import keys_in_use, reseal
from congdoan.foundation.text import nfc
from congdoan.installation import keyring
from congdoan.installation.settings import BadSetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key file of this test alone, forgotten afterwards."""
    path = tmp_path / "sealing-keys.json"
    monkeypatch.setattr(keyring, "path_of", lambda _settings: path)
    keyring.again()
    monkeypatch.setattr(acquaintance, "_met", set())
    yield path
    monkeypatch.undo()
    keyring.again()


@given(text=st.text(max_size=300))
def test_whatever_is_sealed_is_read_again(text: str) -> None:
    assert unseal(seal(text)) == nfc(text)


def test_a_sealed_text_tells_neither_what_nor_how_long_nor_whether_the_same() -> None:
    short, other = seal("Kinh"), seal("Mông")
    assert "Kinh" not in short
    assert len(short) == len(other) == len(seal("Công giáo và Phật giáo"))
    assert short != seal("Kinh")
    assert str(Sealed(short)) == repr(Sealed(short)) == "•••"
    assert Sealed(short).open() == "Kinh"


def test_a_letter_changed_in_the_token_is_noticed() -> None:
    token = seal("068190001234")
    place = token.rindex(".") + 30
    with pytest.raises(Refused, match="bị sửa"):
        unseal(token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :])
    for wrong in ("068190001234", "s1..", "s1." + key_of(token) + ".!"):
        with pytest.raises(Refused):
            unseal(wrong)


def test_an_identity_number_is_recognised_however_it_is_written() -> None:
    assert blind("068190001234") == blind(" 068 190-001234 ")
    assert blind("068190001234") != blind("068190001235")
    assert "068190001234" not in blind("068190001234")
    assert blind("") == ""


def test_the_key_file_is_its_owners_alone(own_keys: Path) -> None:
    keyring.again()
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    own_keys.chmod(0o644)
    with pytest.raises(BadSetting, match="chmod 600"):
        keyring.again()
    assert [finding.state for finding in data.sealing_keys()] == [State.WRONG]


def test_the_keys_may_come_from_the_environment_and_are_refused_by_name() -> None:
    one, two = keyring.fresh_secret(), keyring.fresh_secret()
    ring = keyring.read({keyring.KEYS: f"1:{one},2:{two}", keyring.BLIND: one})
    assert ring is not None
    assert [key.version for key in ring.sealing] == [2, 1]
    assert one not in repr(ring) + repr(ring.current)
    for bad in ({keyring.KEYS: one}, {keyring.KEYS: f"1:{one}"}, {keyring.KEYS: "1:abc", keyring.BLIND: one}):
        with pytest.raises(BadSetting) as refused:
            keyring.read(bad)
        assert one not in str(refused.value)
    assert keyring.read({}) is None


def test_a_new_key_seals_and_the_old_one_still_reads(own_keys: Path) -> None:
    before = seal("Mông")
    first_blind = blind("068190001234")
    keyring.add_key()

    assert key_of(seal("Mông")) != key_of(before)
    assert unseal(before) == "Mông"
    assert blind("068190001234") == first_blind
    assert len(json.loads(own_keys.read_text())["sealing"]) == 2


def test_a_lost_key_is_told_plainly_and_nothing_is_written_with_another(own_keys: Path) -> None:
    token = seal("Mông")
    lost = keyring.keyring().current.name
    own_keys.unlink()
    keyring.again()
    acquaintance._met.clear()  # as after a restart

    with pytest.raises(KeyLost, match=lost):
        unseal(token)
    with pytest.raises(Refused, match="không phải khóa của cơ sở dữ liệu"):
        seal("Tày")
    [finding] = data.lost_keys()
    assert finding.state is State.WRONG
    assert lost in finding.what


def test_an_encrypted_paper_lies_sealed_and_under_a_name_that_tells_nothing() -> None:
    said = "Chẩn đoán: suy thận".encode()
    kept = files.store(said, name="Bệnh án chị Mai.pdf", by=SETUP, is_encrypted=True)
    again = files.store(said, name="Bệnh án chị Mai.pdf", by=SETUP, is_encrypted=True)

    assert said not in files.path_of(kept.digest).read_bytes()
    assert files.bytes_of(kept) == said
    assert kept.digest != again.digest
    assert (kept.name, kept.content_type, kept.size_bytes) == ("tep-kin.pdf", "application/pdf", len(said))


def test_rotation_seals_files_anew_and_keeps_them_readable(
    own_keys: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    said = "Giấy ra viện".encode()
    kept = files.store(said, name="giay.jpg", by=SETUP, is_encrypted=True)
    plain = files.store(b"ke hoach", name="ke hoach.txt", by=SETUP)
    old = files.path_of(kept.digest)
    typed = typing(capsys, monkeypatch)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        code, out, _err = typed("keys", "rotate")
    kept.refresh_from_db()

    assert code == 0
    assert "2-" in out
    assert not old.exists()
    assert files.bytes_of(kept) == said
    assert files.bytes_of(plain) == b"ke hoach"
    assert files.path_of(kept.digest).read_bytes().startswith(b"s1.2-")
    code, out, _err = typed("keys", "list")
    assert code == 0
    assert "1 nội dung niêm phong" in out


def test_a_file_destroyed_while_all_are_gone_through_is_left_out(
    own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for going_through, first_read in ((keys_in_use, "path_of"), (reseal, "seal_again")):
        stays, goes = (files.store(b"giay", name="giay.jpg", by=SETUP, is_encrypted=True) for _each in range(2))
        read = getattr(files, first_read)

        def destroyed_first(one: object, read: Any = read, goes: StoredFile = goes, name: str = first_read) -> object:
            monkeypatch.setattr(files, name, read)
            files.destroy([goes])
            files.finish_destroying()
            return read(one)

        monkeypatch.setattr(files, first_read, destroyed_first)
        going_through()
        assert getattr(files, first_read) is read  # it happened in the midst of it
        assert files.bytes_of(stays) == b"giay"
        files.destroy([stays])


def test_opening_needs_a_purpose_and_leaves_a_line_the_person_could_read() -> None:
    for nothing in ("", "  ", "...", "xem"):
        with pytest.raises(Refused, match="mục đích"):
            disclose(SETUP, person_key="ABCDEFGHJK", what="giấy tờ", purpose=nothing)
    assert not disclosures_about("ABCDEFGHJK").exists()

    disclose(SETUP, person_key="ABCDEFGHJK", what="giấy tờ", purpose="làm thủ tục trợ cấp ốm đau")
    [line] = disclosures_about("ABCDEFGHJK")
    assert (line.opened_by_name, line.purpose) == ("test", "làm thủ tục trợ cấp ốm đau")
    assert "ốm" not in AuditEntry.objects.get(action="accounts.disclosure.made").sentence
