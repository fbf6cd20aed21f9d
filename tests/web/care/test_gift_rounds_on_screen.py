"""A gift round clicked through: shared out, names pasted and asked about, decided, paid, ticked, ended."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases import actions
from congdoan.cases.models import Programme, Round
from congdoan.funds.models import Voucher
from congdoan.organisation.models import Unit
from congdoan.web.care.pasted import lines_of
from web.care.clicks import DAY, pay, post

SignIn = Callable[[str, str, Unit], Client]


def test_a_list_names_members_below_the_unit_that_was_given_the_gifts(member: Care, enter: SignIn) -> None:
    """Gifts go to the sector, its members stand in its hospitals; a list is pasted without accents as often as with."""
    care = member
    yen = enter("Yến", Role.OFFICER, care.sector)
    study = Programme.objects.get(code="study")
    made = actions.open_round(
        care.top, programme=study, name="Khuyến học", since=TODAY, until=TODAY, goods="Cặp", by=care.binh
    )
    actions.share_out(made, {care.sector: 2}, by=care.binh)
    names = f"/cham-lo/dot-qua/{made.key}/ten/{care.sector.code}/"
    post(yen, names, names="Lò Văn An; lo thi hoa\nLò Thị Bình; Lò Thị Hoa", relation="child")
    listed = list(made.cases.values_list("person", "relation", "is_member"))
    assert listed == [(care.hoa.pk, "child", True)] * 2
    actions.share_out(made, {care.sector: 3}, by=care.binh)
    assert (
        "hãy ghi tên con; tên cha hoặc mẹ"
        in yen.post(names, {"names": "Lò Văn Ba", "relation": "child"}).content.decode()
    )
    asked = yen.post(names, {"names": "Vàng Thị Chứ; Vàng A Sử", "relation": "child"}).content.decode()
    assert "Vàng A Sử, cha hoặc mẹ của Vàng Thị Chứ" in asked
    shown = post(yen, names, **{"relation": "child", "u0-name": "Vàng A Sử", "u0-kin": "Vàng Thị Chứ", "u0-who": "new"})
    last = made.cases.latest("slip_number")
    assert (last.person.name, last.relative_name.open(), last.is_member) == ("Vàng A Sử", "Vàng Thị Chứ", False)
    assert "con của Vàng A Sử" in shown


def test_a_list_pasted_with_its_numbers_heading_and_total_names_the_same_people() -> None:
    sheet = "STT\tHọ và tên\tNăm sinh\n1\tLò Thị Hoa\t1980\n\n2. Tống Văn Cộng\n03) Hồ Thị Tên\nTổng số: 3\nCộng\t3"
    assert [line.name for line in lines_of(sheet, "self")] == ["Lò Thị Hoa", "Tống Văn Cộng", "Hồ Thị Tên"]
    children = "TT\tHọ tên con\tCha, mẹ\n1\tLan\tLò Thị Hoa\n2. Điệp; Vàng A Sử"
    assert [(line.kin, line.name) for line in lines_of(children, "child")] == [
        ("Lan", "Lò Thị Hoa"), ("Điệp", "Vàng A Sử")
    ]  # fmt: skip


def put_on(client: Client, address: str, *chosen: tuple[str, str]) -> str:
    """Answer who is meant by each name of a pasted list."""
    told = [(f"u{place}-name", name, f"u{place}-who", who) for place, (name, who) in enumerate(chosen)]
    said = {field: value for row in told for field, value in (row[:2], row[2:])}
    return post(client, address, relation="self", **said)


def test_a_long_list_is_asked_about_a_hundred_names_at_a_time_and_loses_none(member: Care, enter: SignIn) -> None:
    made = member.round({member.sector: 200})
    yen, names = enter("Yến", Role.OFFICER, member.sector), f"/cham-lo/dot-qua/{made.key}/ten/{member.sector.code}/"
    pasted = "\n".join(f"Sùng {place}" for place in range(130))
    with CaptureQueriesContext(connection) as asked:
        page = yen.post(names, {"names": pasted, "relation": "self"}).content.decode()
    assert len(asked) < 70, "read together, not name by name"
    assert "u99-name" in page
    assert "u100-name" not in page
    assert "Còn 30 dòng chưa hỏi ở đây" in page
    assert "Đã thêm" not in page
    answers = {f"u{place}-{what}": value for place in range(100)
               for what, value in (("name", f"Sùng {place}"), ("who", "none"))}  # fmt: skip
    rest = "\r\n".join(f"Sùng {place}" for place in range(100, 130))
    page = yen.post(names, {**answers, "relation": "self", "rest": rest}).content.decode()
    assert "Sùng 129" in page
    assert "u29-name" in page
    assert "Đã thêm" not in page


def test_equal_lines_answered_as_new_are_said_to_count_once(member: Care, enter: SignIn) -> None:
    made = member.round({member.sector: 5})
    yen, names = enter("Yến", Role.OFFICER, member.sector), f"/cham-lo/dot-qua/{made.key}/ten/{member.sector.code}/"
    shown = put_on(yen, names, ("Sùng Thị Dợ", "new"), ("Sùng Thị Dợ", "new"))
    assert made.cases.count() == 1
    assert "1 dòng giống hệt dòng khác nên chỉ tính một lần" in shown


def test_who_was_struck_off_a_list_is_still_known(member: Care, enter: SignIn) -> None:
    made = member.round({member.sector: 2})
    yen, names = enter("Yến", Role.OFFICER, member.sector), f"/cham-lo/dot-qua/{made.key}/ten/{member.sector.code}/"
    put_on(yen, names, ("Sùng Thị Dợ", "new"))
    listed = made.cases.get()
    actions.take_off_list(listed, reason="Chuyển đi", by=member.lan)
    assert listed.person.key in yen.post(names, {"names": "sung thi do", "relation": "self"}).content.decode()
    answer = {"relation": "self", "u0-name": "Sùng Thị Dợ", "u0-who": "new"}
    assert "Hãy ghi vì sao" in yen.post(names, answer).content.decode()
    assert made.cases.exclude(state="cancelled").count() == 0


def test_a_round_is_opened_listed_decided_ticked_and_ended(member: Care, enter: SignIn) -> None:
    care = member
    binh, minh = enter("Bình", Role.OFFICER, care.top), enter("Minh", Role.CHAIR, care.top)
    thu, yen = enter("Thu", Role.ACCOUNTANT, care.top), enter("Yến", Role.OFFICER, care.sector)
    programme = Programme.objects.get(code="tet")
    opened = {"programme": programme.pk, "name": "Tết Sum vầy", "since": DAY, "until": DAY, "gift_vnd": "500.000"}
    post(binh, "/cham-lo/dot-qua/moi/", **opened, fund=care.fund.pk)
    made = Round.objects.get()
    address = f"/cham-lo/dot-qua/{made.key}/"
    post(binh, f"{address}phan-bo/", **{f"unit-{care.sector.code}": "2"})
    names = f"{address}ten/{care.sector.code}/"
    assert "Hãy cho biết là ai" in yen.post(names, {"names": "Giàng A Páo", "relation": "self"}).content.decode()
    put_on(yen, names, ("Giàng A Páo", "new"), ("Sùng Thị Dợ", "new"))
    assert made.cases.count() == 2
    assert yen.get(f"{names}ky-nhan.pdf").content.startswith(b"%PDF")
    assert yen.get(f"{names}ky-nhan.exe").status_code == 404
    said = {"on": DAY, "signer": care.signer.pk}
    assert "Ban hành quyết định" in minh.post(f"{address}quyet-dinh/", said).content.decode()
    made.refresh_from_db()
    actions.take_off_list(made.cases.get(slip_number=2), reason="Chuyển đi", by=care.lan)
    stale = minh.post(f"{address}quyet-dinh/", {**said, "version": str(made.version), "sign": "yes"})
    assert "vừa thay đổi" in stale.content.decode()
    put_on(yen, names, ("Sùng Thị Dợ", made.cases.get(slip_number=2).person.key))
    made.refresh_from_db()
    post(minh, f"{address}quyet-dinh/", **said, version=str(made.version), sign="yes")
    voucher_for = f"{address}phieu-chi/{care.sector.code}/"
    assert thu.post(voucher_for, {"payee": " "}).status_code == 409
    refused = thu.post(voucher_for, {"payee": "Vũ Thị Yến", "gifts": "1 suất"})
    assert (refused.status_code, "“1 suất” không phải số" in refused.content.decode()) == (409, True)
    post(thu, voucher_for, payee="Vũ Thị Yến", method="cash")
    assert thu.post(voucher_for, {"payee": "Vũ Thị Yến"}).status_code == 409, "nothing is left to put on a voucher"
    pay(Voucher.objects.get(kind="payment"), care)
    ticks = f"{address}trao/{care.sector.code}/"
    told = yen.post(ticks, {"on": DAY, "slip": ["1"]}, headers={"Accept": "application/json"}).json()
    assert told == {"settled": [1], "unknown": []}
    again = yen.post(ticks, {"on": DAY, "slip": ["1"]}, headers={"Accept": "application/json"}).json()
    assert again == {"settled": [1], "unknown": []}
    post(yen, ticks, on=DAY, slips="1-3")
    assert yen.post(f"{ticks}rut/", {"reason": "Nhầm"}).status_code == 403, "only who runs the round takes ticks back"
    assert binh.post(f"{ticks}rut/", {"reason": " "}).status_code == 409
    assert binh.post(f"{ticks}rut/", {"reason": "Nhầm", "slip": "phiếu 2"}).status_code == 409, "never all instead"
    assert "Mọi suất của đơn vị" in binh.get(ticks).content.decode()
    post(binh, f"{ticks}rut/", reason="Trao nhầm buổi")
    assert not made.cases.given().exists()
    post(yen, ticks, on=DAY, slips="1-3")
    post(binh, f"{address}ket-thuc/")
    made.refresh_from_db()
    assert (made.state, made.cases.given().count()) == ("closed", 2)
    for place in ("", "dot-qua/", f"dot-qua/{made.key}/", "quy-dinh/", "chua-duoc-cham-lo/?chuong-trinh=hardship"):
        assert binh.get(f"/cham-lo/{place}").status_code == 200


def test_who_decides_a_round_is_shown_a_child_listed_under_each_parent(member: Care, enter: SignIn) -> None:
    care = member
    made = care.round({care.hospital: 1, care.clinic: 1}, programme=Programme.objects.get(code="study"))
    for unit, parent in ((care.hospital, care.hoa), (care.clinic, care.person("Lò Văn Bình"))):
        actions.put_on_list(made, unit, [parent], relation="child", relative_names=["Lò Thị Lan"], by=care.lan)
    page = enter("Minh", Role.CHAIR, care.top).get(f"/cham-lo/dot-qua/{made.key}/quyet-dinh/").content.decode()
    assert "Có cháu trùng tên" in page
    assert f"Cùng tên với cháu ở suất số 2, {care.clinic}" in page
    assert "Lò Thị Lan" not in page, "the name stays closed"
