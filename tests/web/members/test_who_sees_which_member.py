"""What each role reads, opens, exports and guesses of Mai's file; nobody reads more than their work needs."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from builders import Province
from congdoan.accounts.disclosures import disclosures_about
from congdoan.accounts.models import Disclosure, Role
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.models import AuditEntry
from congdoan.membership.actions import advance_referral, exempt, refer, transfer_out
from congdoan.membership.models import Admission, Stage
from congdoan.organisation.models import Person
from membership_stories import MAI_NUMBER, join, nam, one_member

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
SECRETS = (MAI_NUMBER, "0912345678", "Thái", "nhà dột")


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


@pytest.fixture
def mai(province: Province) -> Person:
    """A member of the hospital's union, on the way to the clinic and to the Party."""
    person = one_member(province)
    exempt(person, kind="dues", reason="Nghỉ thai sản", since=date(2024, 3, 1), by=province.lan)
    referral = refer(person, on=date(2024, 4, 1), by=province.lan)
    basis = Citation("03/NQ-BCH", date(2024, 5, 1))
    advance_referral(referral, to=Stage.INTRODUCED, on=date(2024, 5, 2), decision=basis, by=province.lan)
    join(province.clinic, nam(), by=province.minh)
    return person


def pages(person: Person) -> list[str]:
    """Every address of the area that can be read."""
    plain = ("list", "export", "transfers", "party", "headcounts", "reconcile", "batches", "admit", "admit_many")
    about = ("member", "correct", "card", "dues_base", "transfer_out", "end", "exempt", "refer")
    exemption = reverse("members:end_exemption", args=[person.key, person.exemptions.get().key])
    groups = [reverse("members:correct_group", args=[person.key, group]) for group in ("contact", "origins")]
    admission = Admission.objects.order_by("pk").first()
    assert admission is not None
    referral = person.party_referrals.get()
    return [
        *(reverse(f"members:{name}") for name in plain),
        *(reverse(f"members:{name}", args=[person.key]) for name in about),
        *groups,
        exemption,
        reverse("members:step_back", args=[referral.key]),
        reverse("members:admission", args=[admission.key]),
        reverse("members:withdraw_admission", args=[admission.key]),
        reverse("members:advance", args=[referral.key]),
    ]


def told(client: Client, address: str) -> str:
    """What a page says; a workbook's cells as text."""
    answer = client.get(address)
    if answer.headers["Content-Type"].startswith("application/vnd"):
        return str(load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python())
    return answer.content.decode() if answer.status_code == 200 else ""


WITH_NAMES = [
    (Role.CHAIR, "hospital"), (Role.OFFICER, "hospital"), (Role.INSPECTOR, "hospital"),
    (Role.OFFICER, "sector"), (Role.CHAIR, "top"), (Role.INSPECTOR, "top"),
]  # fmt: skip
WITHOUT_NAMES = [
    (Role.CLERK, "hospital"), (Role.READER, "hospital"), (Role.MEMBER, "hospital"), (Role.ACCOUNTANT, "hospital"),
    (Role.CASHIER, "hospital"), (Role.ADMINISTRATOR, "top"), (Role.CONFEDERATION, "top"),
    (Role.CHAIR, "clinic"), (Role.CHAIR, "other_sector"), (Role.CHAIR, "elsewhere"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "place"), WITH_NAMES, ids=lambda value: str(value))
def test_who_may_read_names_reads_no_closed_field(
    role: Role, place: str, province: Province, mai: Person, sign_in: SignIn
) -> None:
    client = sign_in("Ai đó", role, getattr(province, place))
    said = [told(client, address) for address in pages(mai)]
    assert "Lò Thị Mai" in said[0]
    assert any("Thai" in page or "thai sản" in page for page in said)
    assert not [secret for page in said for secret in SECRETS if secret in page]
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(("role", "place"), WITHOUT_NAMES, ids=lambda value: str(value))
def test_who_may_not_read_names_finds_no_trace_of_her(
    role: Role, place: str, province: Province, mai: Person, sign_in: SignIn
) -> None:
    client = sign_in("Ai đó", role, getattr(province, place))
    said = [told(client, address) for address in pages(mai)]
    assert not [page for page in said if "Mai" in page or "thai sản" in page]
    for name in ("member", "correct", "end", "transfer_out"):
        assert client.get(reverse(f"members:{name}", args=[mai.key])).status_code in (403, 404)
    asked = client.post(reverse("members:by_number"), {"number": MAI_NUMBER})
    nobody = client.post(reverse("members:by_number"), {"number": "068190009999"})
    assert asked.status_code == nobody.status_code == 404
    assert "Lò" not in asked.content.decode()


def test_an_identity_number_finds_its_holder_and_never_stands_in_an_address(
    province: Province, mai: Person, sign_in: SignIn
) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    found = lan.post(reverse("members:by_number"), {"number": "068 190 001 234"})
    assert found.headers["Location"] == reverse("members:member", args=[mai.key])
    asked = lan.get(reverse("members:list"), {"q": MAI_NUMBER}, follow=True).content.decode()
    assert "Lò Thị Mai" not in asked
    assert MAI_NUMBER not in asked
    assert "địa chỉ trang" in asked


def test_names_on_the_way_to_the_party_stay_in_the_unit(province: Province, mai: Person, sign_in: SignIn) -> None:
    address = reverse("members:party")
    assert "Lò Thị Mai" in told(sign_in("Lan", Role.CHAIR, province.hospital), address)
    for name, role, place in (
        ("Hạnh", Role.OFFICER, province.sector),
        ("Minh", Role.CHAIR, province.top),
        ("Thanh", Role.INSPECTOR, province.hospital),
    ):
        client = sign_in(name, role, place)
        page = told(client, address)
        assert "Mai" not in page
        assert '<td class="number"><b>1</b></td>' in page  # the count goes up the line
        assert "ưu tú" not in told(client, reverse("members:member", args=[mai.key]))


def test_opening_states_a_purpose_and_the_file_shows_who_looked(
    province: Province, mai: Person, sign_in: SignIn
) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    address = reverse("members:open_group", args=[mai.key, "contact"])

    refused = lan.post(address, {"purpose": "xem"})
    assert MAI_NUMBER not in refused.content.decode()
    assert "mục đích" in refused.content.decode()
    assert not disclosures_about(mai.key).exists()
    assert lan.get(address).status_code == 405

    opened = lan.post(address, {"purpose": "làm hồ sơ trợ cấp thai sản"})
    assert MAI_NUMBER in opened.content.decode()
    assert "nhà dột" not in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    page = told(lan, reverse("members:member", args=[mai.key]))
    assert "làm hồ sơ trợ cấp thai sản" in page
    assert MAI_NUMBER not in page
    assert not AuditEntry.objects.filter(sentence__contains=MAI_NUMBER).exists()


@pytest.mark.parametrize(
    ("role", "place"), [(Role.OFFICER, "sector"), (Role.CHAIR, "top"), (Role.INSPECTOR, "hospital")], ids=str
)
def test_nobody_above_or_beside_opens_what_is_closed(
    role: Role, place: str, province: Province, mai: Person, sign_in: SignIn
) -> None:
    client = sign_in("Ai đó", role, getattr(province, place))
    answer = client.post(reverse("members:open_group", args=[mai.key, "contact"]), {"purpose": "kiểm tra hồ sơ"})
    assert answer.status_code == 403
    assert MAI_NUMBER not in answer.content.decode()
    assert not disclosures_about(mai.key).exists()


def test_the_export_is_masked_and_noted(province: Province, mai: Person, sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    sheet = told(lan, reverse("members:export"))
    assert "Lò Thị Mai" in sheet
    assert "1990" in sheet
    assert "20/5" not in sheet
    assert "20/05" not in sheet
    assert not [secret for secret in SECRETS if secret in sheet]
    assert AuditEntry.objects.filter(action="membership.list.exported").count() == 1
    clerk = sign_in("Vân", Role.CLERK, province.hospital)
    assert clerk.get(reverse("members:export")).status_code == 403


def test_the_receiving_unit_sees_the_name_and_not_the_file(province: Province, mai: Person, sign_in: SignIn) -> None:
    transfer_out(mai, to=province.clinic, on=date(2024, 12, 1), by=province.lan)
    clinic = sign_in("Pá", Role.CHAIR, province.clinic)
    assert "Lò Thị Mai" in told(clinic, reverse("members:transfers"))
    assert clinic.get(reverse("members:member", args=[mai.key])).status_code == 404


def test_what_was_entered_by_mistake_is_ended_and_taken_back(province: Province, mai: Person, sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    [row] = mai.exemptions.all()
    address = f"/doan-vien/nguoi/{mai.key}/mien/{row.key}/"
    assert address in lan.get(f"/doan-vien/nguoi/{mai.key}/").content.decode()
    assert lan.post(address, {"on": "01/06/2024"}).status_code == 302
    row.refresh_from_db()
    assert row.valid.upper == date(2024, 6, 1)
    assert sign_in("Hoa", Role.CHAIR, province.clinic).post(address, {"on": "01/05/2024"}).status_code in (403, 404)

    referral = mai.party_referrals.get()
    back = f"/doan-vien/gioi-thieu-dang/{referral.key}/lui/"
    assert back in lan.get("/doan-vien/gioi-thieu-dang/").content.decode()
    assert lan.get(back).status_code == 200
    assert lan.post(back, {"sure": "1"}).status_code == 302
    referral.refresh_from_db()
    assert referral.stage == Stage.PROPOSED
    assert "Chưa có bước nào" in lan.post(back, {"sure": "1"}).content.decode()
