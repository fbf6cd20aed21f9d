"""Programs that ask about the province of the stories."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api_august import TODAY, August, august_in
from api_stories import Program, program_of
from builders import Province
from cli_stories import Type, typing
from congdoan.accounts.models import Role
from congdoan.foundation import clock


@pytest.fixture
def august(province: Province) -> Iterator[August]:
    with clock.set_to(clock.moment(TODAY)):
        yield august_in(province)


@pytest.fixture
def lan(province: Province) -> Program:
    """Lan chairs the hospital's union."""
    return program_of("Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def minh(province: Province) -> Program:
    """Minh chairs the sector union."""
    return program_of("Minh", Role.CHAIR, province.sector)


@pytest.fixture
def hoa(province: Province) -> Program:
    """Hoa chairs another province and should see nothing."""
    return program_of("Hoa", Role.CHAIR, province.elsewhere)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    return typing(capsys, monkeypatch)


@pytest.fixture
def letter() -> SimpleUploadedFile:
    words = "LĐLĐ TỈNH PHONG LAI\nSố: 12/KH-LĐLĐ\nPhong Lai, ngày 3 tháng 8 năm 2021\nKẾ HOẠCH\nPhòng, chống dịch\n"
    return SimpleUploadedFile("ke-hoach.txt", words.encode())
