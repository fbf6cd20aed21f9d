"""Care clicked through: asked on a phone, examined, decided, paid, handed over, visited; a house."""

import io
import zipfile
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from care_stories import TODAY, Care
from congdoan.accounts.disclosures import disclosures_about
from congdoan.accounts.models import Role, User
from congdoan.cases import actions
from congdoan.cases.models import CaseState, HouseProject, Programme, SupportCase
from congdoan.foundation.files import store_photo
from congdoan.funds.models import Fund, Voucher
from congdoan.membership.actions import admit
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Office, Person, Unit
from web.care.clicks import DAY, JOINED, pay, post

SignIn = Callable[[str, str, Unit], Client]
NUMBER = "012345678901"


def test_a_request_from_a_phone_to_the_later_visit(member: Care, enter: SignIn) -> None:
    care = member
    lan, binh = enter("Lan", Role.CHAIR, care.hospital), enter("Bình", Role.OFFICER, care.hospital)
    programme = Programme.objects.get(code="disaster")
    first = post(lan, "/cham-lo/de-nghi/", programme=programme.pk)
    assert "Họ tên người cần hỗ trợ" in first
    sent = {
        "programme": programme.pk,
        "client_token": "t1",
        "who_words": "lo hoa",
        "need_on": DAY,
        "categories": "fire",
    }
    page = post(lan, "/cham-lo/de-nghi/", **sent, story="Cháy nhà")
    case = SupportCase.objects.get()
    assert case.key in page
    assert (case.person, case.is_member, case.asked_as, case.unit) == (care.hoa, True, "chair", care.hospital)
    address = f"/cham-lo/ho-so/{case.key}/"
    assert "đã che" not in lan.get(address).content.decode()
    post(binh, f"{address}khao-sat/", version=now(case), on=DAY, found="Cháy hết bếp")
    case.refresh_from_db()
    assert "căn cứ riêng" in binh.post(
        f"{address}trinh-duyet/", {"version": now(case), "on": DAY, "amount_vnd": "1 triệu"}
    ).content.decode()  # fmt: skip
    post(binh, f"{address}trinh-duyet/", version=now(case), on=DAY, amount_vnd="1 triệu", exception="Quy chế 3")
    care.purse(care.hospital, 5_000_000)
    care.office(care.hospital, "Trần Văn Sáng", "Chủ tịch")
    assert lan.get(f"{address}duyet/").status_code == 403, "whoever asked is not offered to approve"
    hung = enter("Hùng", Role.CHAIR, care.hospital)
    _decide(hung, case)
    case.refresh_from_db()
    assert (case.state, case.approved_vnd) == (CaseState.APPROVED, 1_000_000)
    thu = enter("Thu", Role.ACCOUNTANT, care.hospital)
    post(thu, f"{address}phieu-chi/", version=now(case), payee="Lò Thị Hoa", method="cash")
    pay(Voucher.objects.get(kind="payment"), care)
    post(lan, f"{address}trao/", version=now(case), client_token="h1", on=DAY, receiver="Lò Thị Hoa")
    post(lan, f"{address}tham-lai/", version=now(case), on=DAY, found="Đã dựng lại bếp")
    case.refresh_from_db()
    assert case.state == CaseState.FOLLOWED_UP
    assert binh.get(f"{address}bien-ban.docx").status_code == 200
    assert binh.get("/cham-lo/bang.xlsx").status_code == 200


def test_a_survey_is_recorded_once_or_says_why_not(member: Care, enter: SignIn) -> None:
    """With a photo and without, pressed twice, with a mistake in it, and after the case became another meanwhile."""
    binh = enter("Bình", Role.OFFICER, member.hospital)
    case = member.ask("disaster", unit=member.hospital)
    address = f"/cham-lo/ho-so/{case.key}/khao-sat/"
    said = {"version": now(case), "on": DAY, "found": "Cháy hết bếp", "sent-once": "s1"}
    for wrong, why in (
        ({"on": "01/05/2024"}, "trước ngày phát sinh"),
        ({"suggested_vnd": "abc"}, "Không hiểu số tiền"),
    ):
        back = binh.post(address, {**said, **wrong, "photos": photo()}).content.decode()
        assert why in back
        assert "Cháy hết bếp" in back
        assert "bep.jpg" in back, "which file has to be chosen again"
    actions.amend(case, version=now(case), by=member.lan, story="Thêm")
    back = binh.post(address, {**said, "photos": photo()}).content.decode()
    assert "CHƯA được ghi" in back
    assert not case.surveys.exists()
    said["version"] = now(case)
    program = SimpleUploadedFile("giay.pdf", b"MZ\x90\x00")
    assert "không đúng loại tệp" in binh.post(address, {**said, "papers": program}).content.decode()
    for _press in range(2):
        assert binh.post(address, {**said, "photos": photo()}, follow=True).redirect_chain
    assert (case.surveys.count(), case.files.count()) == (1, 1)
    post(binh, address, **{**said, "version": now(case), "sent-once": "s2", "found": "Đến lại"})
    assert case.surveys.count() == 2


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("bep.jpg", picture(), content_type="image/jpeg")


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG")
    return drawn.getvalue()


def now(case: SupportCase) -> int:
    """The version a page opened now carries."""
    return SupportCase.objects.get(pk=case.pk).version


def _decide(client: Client, case: SupportCase) -> None:
    signer = Office.objects.filter(body=case.unit).exclude(signs_as="").latest("pk").pk
    said = {"cases": case.key, "on": DAY, "signer": signer, "fund": Fund.objects.get(unit=case.unit).pk}
    summary = client.post("/cham-lo/duyet/", said).content.decode()
    assert "Xem lại trước khi ban hành" in summary
    assert SupportCase.objects.get(pk=case.pk).state == CaseState.PROPOSED
    assert f"{case.key}:{now(case)}" in summary
    SupportCase.objects.filter(pk=case.pk).update(version=now(case) + 1)
    stale = client.post("/cham-lo/duyet/", {**said, "shown": f"{case.key}:{now(case) - 1}", "sign": "yes"})
    unseen = client.post("/cham-lo/duyet/", {**said, "sign": "yes"})
    assert "vừa được người khác xử lý" in stale.content.decode()
    assert "vừa được người khác xử lý" in unseen.content.decode(), "what was not shown is not signed"
    done = post(client, "/cham-lo/duyet/", **said, shown=f"{case.key}:{now(case)}", sign="yes")
    assert "/QĐ-" in done


def test_several_of_one_name_are_asked_about_and_a_double_is_shown_first(member: Care, enter: SignIn) -> None:
    care = member
    other = care.person("Lò Thị Hoa")
    admit(care.hospital, [other], on=TODAY.replace(month=1), decision=JOINED, although_alike=True, by=care.lan)
    care.handed("disaster", unit=care.top)
    lan = enter("Lan", Role.CHAIR, care.hospital)
    programme = Programme.objects.get(code="hardship")
    said = {"programme": programme.pk, "client_token": "t2", "who_words": "lò thị hoa", "need_on": DAY}
    assert "Hãy chọn một người" in lan.post("/cham-lo/de-nghi/", said).content.decode()
    warned = lan.post("/cham-lo/de-nghi/", {**said, "who": care.hoa.key}).content.decode()
    assert "Vẫn gửi" in warned
    assert SupportCase.objects.filter(programme=programme).count() == 0
    post(lan, "/cham-lo/de-nghi/", **said, who=care.hoa.key, confirmed="yes")
    assert SupportCase.objects.get(programme=programme).person == care.hoa


def test_a_known_member_asked_for_as_not_listed_is_pointed_out_and_the_reason_is_read(
    member: Care, enter: SignIn
) -> None:
    care = member
    lan, hung = enter("Lan", Role.CHAIR, care.hospital), enter("Hùng", Role.CHAIR, care.hospital)
    programme = Programme.objects.get(code="bereavement")
    said = {"programme": programme.pk, "client_token": "t9", "who_words": "LO THI HOA", "need_on": DAY, "who": "new",
            "categories": "family"}  # fmt: skip
    asked = lan.post("/cham-lo/de-nghi/", said).content.decode()
    assert "Đã có người tên này trong sổ" in asked
    assert care.hoa.key in asked, "the one on record may be chosen instead"
    assert not SupportCase.objects.exists()
    page = post(lan, "/cham-lo/de-nghi/", **said, another_because="hộ lý hợp đồng, sinh 1990", birth_year="1990")
    case = SupportCase.objects.get()
    assert (case.person.birth_year, case.is_member) == (1990, False)
    assert "hộ lý hợp đồng" in page
    actions.propose(case, amount_vnd=0, goods="Vòng hoa", on=TODAY, by=care.binh, exception="quy chế")
    care.office(care.hospital, "Trần Văn Sáng", "Chủ tịch")
    assert "hộ lý hợp đồng" in hung.get("/cham-lo/duyet/").content.decode()


def test_a_member_asks_for_herself_and_for_nobody_else(member: Care, enter: SignIn) -> None:
    care = member
    own = enter("Hoa", Role.MEMBER, care.hospital)
    User.objects.filter(name="Hoa").update(person=care.hoa)
    programme = Programme.objects.get(code="sickness")
    said = {"programme": programme.pk, "client_token": "t3", "need_on": DAY, "who": "self", "categories": "visit"}
    post(own, "/cham-lo/de-nghi/", **said)
    case = SupportCase.objects.get()
    assert (case.person, case.asked_as) == (care.hoa, "member")
    found = own.post("/cham-lo/de-nghi/", {**said, "client_token": "t4", "who": "", "who_words": "lò"})
    assert SupportCase.objects.count() == 1
    assert found.status_code == 200
    an = Particulars("Tòng Văn An", private={"citizen_id": NUMBER})
    admit(care.clinic, [an], on=TODAY.replace(month=1), decision=JOINED, by=care.lan)
    people = Person.objects.count()
    for number in ("", NUMBER, "999999999999"):
        sent = {**said, "client_token": "t5", "who": "new", "who_words": "Ai Đó", "citizen_id": number}
        answered = own.post("/cham-lo/de-nghi/", {**sent, "another_because": "khác"})
        assert answered.status_code == 200
        assert "số căn cước" not in answered.content.decode().lower(), "nothing tells whose number it is"
    assert (SupportCase.objects.count(), Person.objects.count()) == (1, people)


def test_the_file_of_a_house_on_the_screen(member: Care, enter: SignIn) -> None:
    care = member
    binh = enter("Bình", Role.OFFICER, care.top)
    case = care.ask("housing_new")
    plan = f"/cham-lo/ho-so/{case.key}/lap-ho-so-nha/"
    said = {"version": 1, "place": "Bản Nà", "land_paper": "commune", "household": "4", "planned_cost_vnd": "70 triệu"}
    post(binh, plan, **said)
    house = HouseProject.objects.get()
    address = f"/cham-lo/nha/{house.key}/"
    post(binh, f"{address}nguon/", giver="family", pledged_vnd="25 triệu")
    post(binh, f"{address}moc/", kind="started", reached_on=DAY)
    page = post(binh, f"{address}moc/", kind="roofed", planned_on=DAY)
    assert "Khởi công" in page
    assert "25.000.000" in page
    assert "Bản Nà" not in page, "where it stands is closed with the case"

    actions.cancel(care.fresh(case), reason="Gia đình được nguồn khác", by=care.binh)
    post(binh, f"/cham-lo/ho-so/{case.key}/mo/", purpose="kết thúc hồ sơ nhà")
    assert "Bản Nà" in binh.get(address).content.decode(), "nobody leads it after: it is read with its own case"


def test_two_levels_build_one_house_and_hand_it_over_on_paper(member: Care, enter: SignIn) -> None:
    care = member
    binh, yen = enter("Bình", Role.OFFICER, care.top), enter("Yến", Role.OFFICER, care.sector)
    case = actions.survey(care.ask("housing_new"), on=TODAY, found="Nhà tạm", by=care.binh)
    said = {"place": "Bản Nà", "land_paper": "commune", "household": 4, "planned_cost_vnd": 70_000_000}
    house = actions.plan_house(case, **said, by=care.binh)
    other = care.ask("housing_new", unit=care.sector)
    plan = f"/cham-lo/ho-so/{other.key}/"
    assert "Cùng góp vào nhà này" in yen.get(f"{plan}lap-ho-so-nha/").content.decode()
    twice = {**said, "version": now(other)}
    assert "hãy cùng góp vào nhà ấy" in yen.post(f"{plan}lap-ho-so-nha/", twice).content.decode()
    post(yen, f"{plan}cung-gop/", house=house.key)
    assert list(house.cases.order_by("pk")) == [case, other]

    address = f"/cham-lo/nha/{house.key}/"
    post(binh, f"{address}nguon/", giver="family", name="Lò Văn Bé", pledged_vnd="250 triệu")
    post(binh, f"{address}nguon/1/", pledged_vnd="25 triệu", given_vnd="20 triệu")
    page = binh.get(address).content.decode()
    assert ("25.000.000" in page, "20.000.000" in page, "Lò Văn Bé" in page) == (True, True, False)
    assert binh.get(f"{address}nguon/2/").status_code == 404
    assert binh.get(f"{address}ban-giao.docx").status_code == 404, "nothing is handed over that is not built"
    kept = store_photo(picture(), name="mong.jpg", by=care.binh, is_encrypted=True)
    actions.reach_milestone(house, kind="started", on=TODAY, by=care.binh, photos=[kept])
    actions.reach_milestone(house, kind="finished", on=TODAY, by=care.binh)
    _photos_are_seen_once_decided(care, yen, case, other, kept.key)
    minutes = {"minutes": "BB 05", "present": 7, "votes_for": 7}
    actions.propose(care.fresh(case), amount_vnd=30_000_000, on=TODAY, by=care.binh, exception="Quy chế", **minutes)
    care.decide(care.fresh(case))
    care.pay(care.fresh(case))
    closed = words_of(binh.get(f"{address}ban-giao.docx").content)
    post(binh, f"/cham-lo/ho-so/{case.key}/mo/", purpose="lập biên bản bàn giao nhà")
    opened = words_of(binh.get(f"{address}ban-giao.docx").content)
    assert "50.000.000" in closed, "what the federation paid and what the family gave"
    for name in (care.hoa.name, "Lò Văn Bé", "Bản Nà"):
        assert (name in closed, name in opened) == (False, True)
    assert binh.get(f"{address}ban-giao.pdf").content.startswith(b"%PDF")
    assert yen.get(f"{address}ban-giao.docx").status_code == 403, "the one that leads hands the key over"

    care.hand(care.fresh(case))
    late = care.ask("housing_new", unit=care.sector)
    page = yen.get(f"/cham-lo/ho-so/{late.key}/lap-ho-so-nha/").content.decode()
    assert ("Cùng góp vào nhà này" in page, 'name="household"' in page) == (True, False), "handed over: still one house"


def _photos_are_seen_once_decided(care: Care, yen: Client, case: SupportCase, other: SupportCase, photo: str) -> None:
    """Yến's unit joins with the case `other` the house that `case` leads."""
    house = care.fresh(case).led_house
    address = f"/cham-lo/nha/{house.key}/"
    photos = f"/cham-lo/ho-so/{other.key}/tep/{photo}/"
    opening = f"/cham-lo/ho-so/{other.key}/mo/"
    post(yen, opening, purpose="xem tiến độ nhà cùng góp")
    early = yen.get(address).content.decode()
    assert ("khi đã quyết định hỗ trợ" in early, "Bản Nà" in early, yen.get(photos).status_code) == (True, False, 404)
    decided_below(care, other)
    assert ("ảnh đang đóng" in yen.get(address).content.decode(), yen.get(photos).status_code) == (True, 403)
    assert case.key not in disclosures_about(care.hoa.key)[0].what, "opened before there was anything of it to see"
    post(yen, opening, purpose="xem tiến độ nhà cùng góp")
    joined = yen.get(address).content.decode()
    assert (photos in joined, "Bản Nà" in joined, yen.get(photos).status_code) == (True, True, 200)
    told = disclosures_about(care.hoa.key)[0].what
    assert f"ảnh căn nhà của hồ sơ {case.key} do {care.top}" in told, "Hoa reads whose photos were seen"
    assert yen.get(f"/cham-lo/ho-so/{case.key}/tep/{photo}/").status_code == 403, "the leading case is not theirs"


def decided_below(care: Care, case: SupportCase) -> None:
    """The sector decides to join with cement."""
    surveyed = actions.survey(care.fresh(case), on=TODAY, found="Cùng góp", by=care.binh)
    said = {"minutes": "BB", "present": 3, "votes_for": 3, "exception": "Quy chế"}
    actions.propose(surveyed, amount_vnd=0, goods="30 bao xi măng", on=TODAY, by=care.binh, **said)
    signer = care.office(care.sector, "Vũ Thị Yến", "Chủ tịch")
    actions.approve([care.fresh(case)], on=TODAY, signer=signer, by=care.minh)


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_big_button_leads_to_asking(care: Care, enter: SignIn) -> None:
    lan = enter("Lan", Role.CHAIR, care.hospital)
    assert "/cham-lo/de-nghi/" in lan.get("/", follow=True).content.decode()
    assert enter("Đọc", Role.READER, care.hospital).get("/cham-lo/de-nghi/").status_code == 403


def test_pages_of_many_ask_the_database_as_often_as_pages_of_few(care: Care, enter: SignIn) -> None:
    minh, yen = enter("Minh", Role.CHAIR, care.top), enter("Yến", Role.OFFICER, care.sector)
    made = care.round({care.hospital: 1})
    address = f"/cham-lo/dot-qua/{made.key}/"
    care.proposed()
    pages = ((minh, address), (yen, address), (minh, "/cham-lo/duyet/"))
    few = [_asked(client, page) for client, page in pages]
    actions.share_out(made, {care.clinic: 3, care.sector: 2}, by=care.binh)
    actions.put_on_list(made, care.clinic, [care.person(f"Người {place}") for place in range(3)], by=care.lan)
    for place in range(3):
        care.proposed(person=care.person(f"Người cần {place}"))
    assert [
        _asked(client, page) for client, page in ((minh, address), (yen, address), (minh, "/cham-lo/duyet/"))
    ] == few


def _asked(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_nobody_signs_help_for_themselves(care: Care, enter: SignIn) -> None:
    case = care.proposed("hardship", 1_000_000)
    hoa = enter("Hoa", Role.CHAIR, care.top)
    User.objects.filter(name="Hoa").update(person=care.hoa)
    said = {"cases": case.key, "on": DAY, "signer": care.signer.pk, "fund": care.fund.pk}
    shown = f"{case.key}:{case.version}"
    refused = hoa.post("/cham-lo/duyet/", {**said, "shown": shown, "sign": "yes"}).content.decode()

    assert "Không tự duyệt hỗ trợ cho mình" in refused
    case.refresh_from_db()
    assert case.state == CaseState.PROPOSED
