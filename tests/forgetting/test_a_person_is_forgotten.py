"""Mai left the hospital's union and asks to be forgotten: Lan asks, Minh carries it out, and nothing names her."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.db import DatabaseError, OperationalError, connection, transaction

from builders import SETUP, Province, user
from care_stories import GROUND, TODAY, Care
from congdoan.accounts.disclosures import disclose
from congdoan.accounts.models import User
from congdoan.cases import actions as cases
from congdoan.cases.models import SupportCase
from congdoan.cli.verify import checks
from congdoan.forgetting import access, actions, rooms, verification
from congdoan.forgetting.models import Basis, ForgetRequest, RequestState
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.forgetting import ANONYMOUS, without_name
from congdoan.foundation.models import AuditEntry, StoredFile
from congdoan.foundation.ruling import set_parameter
from congdoan.funds import access as books
from congdoan.funds import actions as funds
from congdoan.funds.models import PostingSet, Reservation, Voucher
from congdoan.journal.models import Entry
from congdoan.membership import actions as members
from congdoan.membership import forgetting as membership
from congdoan.membership.importing import advance, order_commit, take
from congdoan.membership.models import EndCause, Leaving, MemberFile, MemberImport, Spell
from congdoan.organisation.actions import add_person
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person
from dumps import dump, unsealed
from membership.sheets import plain_sheet
from membership_stories import MAI_NUMBER, join, one_member, people_of
from membership_stories import mai as mai_told

NAME, PHONE = "Lò Thị Mai", "0912345678"
LEFT = date(2024, 5, 20)
LATER = date(2024, 7, 1)
ROW = (1, NAME, date(1990, 5, 20), "Nữ", "PL-YT-BV", MAI_NUMBER, "Điều dưỡng", "Thái", PHONE)


SECRETS = (NAME, "LÒ THỊ MAI", MAI_NUMBER, PHONE, "lo thi mai", "lò.thị.mai", "mai@vidu.vn", "PL-0001",
           "Lò Văn Bé", "nhà dột", "về quê")  # fmt: skip


@dataclass
class Told:
    """What the record holds of Mai: a sheet, a file, an account, a case with a photo, a voucher that says her name."""

    care: Care = field(default_factory=Care)
    lan: User = field(init=False)
    minh: User = field(init=False)
    memo: str = f"Chi hỗ trợ LÒ THỊ MAI, {GROUND}"
    mai: Person = field(init=False)
    account: User = field(init=False)
    case: SupportCase = field(init=False)
    voucher: Voucher = field(init=False)
    files: list[StoredFile] = field(init=False)

    def __post_init__(self) -> None:
        care = self.care
        self.lan, self.minh = user("Lan", "officer", care.hospital), user("Minh", "chair", care.top)
        sheet = advance(
            take(plain_sheet([ROW]), name="ds.xlsx", under=care.sector, since=date(2024, 1, 1), by=care.minh)
        )
        sheet = advance(order_commit(sheet, skips_faulty=False, by=care.minh))
        self.mai = Person.objects.get(name=NAME)
        self.account = user(NAME, "member", care.hospital)
        User.objects.filter(pk=self.account.pk).update(person=self.mai, email="mai@vidu.vn")
        members.issue_card(self.mai, number="PL-0001", on=TODAY, by=care.lan)
        members.set_dues_base(self.mai, base_vnd=5_000_000, since=TODAY, by=care.lan)
        disclose(care.lan, person_key=self.mai.key, what="liên hệ", purpose=f"Gọi cho chị {NAME} về nhà dột")
        photo = files.store(b"anh nha dot cua Lo Thi Mai", name=f"{NAME}.jpg", by=care.lan, is_encrypted=True)
        self.case = self._helped(photo)
        members.end(self.mai, cause=EndCause.LEFT_JOB, on=LEFT, by=care.lan, note=f"{NAME} chuyển về quê")
        self.files = [photo, sheet.file]

    def _helped(self, photo: StoredFile) -> SupportCase:
        care, mine = self.care, self.account.acting(self.care.hospital)
        case = care.ask(person=self.mai, by=mine, asked_as="member", story=f"Nhà chị {NAME} dột, gọi {PHONE}",
                        relation="child", relative_name="Lò Văn Bé", files=[photo])  # fmt: skip
        if case.programme.needs_survey:
            cases.survey(case, on=TODAY, found=f"Đã đến nhà {NAME}.", by=care.binh)
        cases.propose(case, amount_vnd=2_000_000, on=TODAY, by=care.binh, exception=f"{GROUND}: {NAME}")
        care.decide(care.fresh(case))
        case = care.fresh(case)
        promise = Reservation.objects.get(source=case.source)
        self.voucher = funds.prepare_payment(promise, payee=NAME, memo=self.memo, method="cash", by=care.thu)
        funds.approve_payment(self.voucher, by=care.minh)
        funds.pay_out(self.voucher, on=TODAY, by=care.cuc)
        care.hand(case, receiver=NAME)
        cases.follow_up(care.fresh(case), on=TODAY, found=f"{NAME} đã sửa mái", needs_more=False, by=care.lan)
        return care.fresh(case)

    def asked(self) -> ForgetRequest:
        return actions.ask(self.mai, basis=Basis.PERSON, reason=f"Đơn của {NAME}", on=LATER,
                           by=self.lan.acting(self.care.hospital))  # fmt: skip

    def forgotten(self) -> ForgetRequest:
        return actions.carry_out(self.asked(), by=self.minh.acting(self.care.top))


@pytest.fixture
def told(db: None) -> Iterator[Told]:
    with clock.set_to(TODAY):
        made = Told()
    with clock.set_to(LATER):
        yield made


@pytest.fixture
def committed(fresh_database: str) -> Iterator[Told]:
    """As `told`, in a database of its own: bytes leave the disk once all is committed."""
    with clock.set_to(TODAY):
        made = Told()
    with clock.set_to(LATER):
        yield made


@pytest.fixture
def care_day() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


def said_of_the_trail() -> set[str]:
    return set(AuditEntry.objects.values_list("action", flat=True))


def what_counts() -> tuple[object, ...]:
    """Facts, stays and bookings, by what they say of numbers and days."""
    return (
        list(Entry.objects.order_by("pk").values_list("unit", "measure", "facet", "quantity", "person_key")),
        list(Spell.objects.order_by("pk").values_list("unit", "valid", "begun_by", "ended_by")),
        list(Voucher.objects.order_by("pk").values_list("number", "amount_vnd", "state", "paid_on")),
        list(PostingSet.objects.order_by("pk").values_list("kind", "booked_on", "postings__amount_vnd")),
    )


def places_telling(secrets: tuple[str, ...]) -> set[str]:
    """Sealed columns in which, opened, one of the secrets stands."""
    return {place for place, values in unsealed().items() if any(one in value for one in secrets for value in values)}


def verified() -> bool:
    return not [difference for _name, check in checks() for difference in check()]


def test_nothing_names_her_but_what_the_books_must_keep(committed: Told) -> None:
    told = committed
    whole = dump() + json.dumps(unsealed(), ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret not in whole]  # the story really told it
    assert all(files.path_of(file.digest).exists() for file in told.files)
    before, counted = said_of_the_trail(), what_counts()
    assert verified()

    done = told.forgotten()

    assert [secret for secret in SECRETS if secret in dump()] == []
    assert places_telling(SECRETS) == {"funds_voucher.payee"}
    assert not any(files.path_of(file.digest).exists() for file in told.files)
    assert verified()
    assert what_counts() == counted
    MemberFile.objects.filter(person=told.mai).update(job_title="Điều dưỡng")
    assert len(verification.verify()) == 1  # the proof is awake
    MemberFile.objects.filter(person=told.mai).update(job_title="")
    assert (done.state, done.books_until, done.mentions) == (RequestState.KEPT, date(2035, 1, 1), {})
    line = AuditEntry.objects.get(action="forgetting.request.done")
    assert (line.actor_name, line.sentence) == (
        "Minh", "Xóa thông tin cá nhân của một người (người có thông tin yêu cầu)."
    )  # fmt: skip
    assert said_of_the_trail() - before == {"forgetting.request.asked", "forgetting.request.done"}

    with clock.set_to(date(2034, 12, 31)):
        assert actions.finish_due(clock.today()) == 0
    with clock.set_to(date(2035, 1, 1)):
        assert actions.finish_due(clock.today()) == 2  # the voucher's payee, and with it the request
        assert actions.finish_due(clock.today()) == 0
    assert places_telling(SECRETS) == set()
    assert verified()
    assert ForgetRequest.objects.get().state == RequestState.DONE


def test_only_the_accountant_reads_the_payee_that_is_kept(told: Told) -> None:
    thu, minh = user("Thu", "accountant", told.care.top), told.minh
    assert books.may_see_payee_of(minh, told.voucher)
    told.forgotten()
    told.voucher.refresh_from_db()
    assert books.may_see_payee_of(thu, told.voucher)
    assert not books.may_see_payee_of(minh, told.voucher)
    assert (told.voucher.counterparty, told.voucher.payee.open()) == (ANONYMOUS, NAME)
    assert (told.voucher.amount_vnd, told.voucher.memo) == (2_000_000, f"Chi hỗ trợ {ANONYMOUS} {GROUND}")


def test_the_database_lets_a_payee_go_neither_sooner_nor_with_anything_else(told: Told) -> None:
    rows = Voucher.objects.filter(pk=told.voucher.pk)
    emptied = {"payee": "", "payee_account": "", "payee_bank": "", "payee_forgotten_on": LATER}
    for change in (
        {"counterparty": ANONYMOUS},
        {"memo": "khác"},
        emptied,
        {"payee_kept_until": LATER, "amount_vnd": 1},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    told.forgotten()
    for change in ({"payee": ""}, emptied, {"payee_kept_until": LATER}, {"counterparty": "Ai đó"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    booked = PostingSet.objects.filter(voucher=told.voucher)
    with pytest.raises(DatabaseError), transaction.atomic():
        booked.update(booked_on=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PostingSet.objects.exclude(voucher=told.voucher).update(memo="khác")


def test_two_people_are_needed_and_nothing_may_stand_in_the_way(told: Told) -> None:
    lan, minh = told.lan.acting(told.care.hospital), told.minh.acting(told.care.top)
    request = told.asked()
    assert told.asked() == request
    assert request.answer_by == date(2024, 7, 4)
    with pytest.raises(NotAllowed, match="cần người thứ hai"):
        actions.carry_out(request, by=lan)
    hers = user("Mai", "chair", told.care.top)
    User.objects.filter(pk=hers.pk).update(person=told.mai)
    with pytest.raises(NotAllowed, match="về chính mình"):
        actions.carry_out(request, by=hers.acting(told.care.top))
    User.objects.filter(pk=hers.pk).update(person=None)
    assert not access.may_carry_out(told.lan, request)
    assert access.may_carry_out(told.minh, request)
    assert not access.may_carry_out(user("Hoa", "chair", told.care.elsewhere), request)

    case = told.care.ask(person=told.mai, is_member=False)
    with pytest.raises(actions.StandsInTheWay, match="hồ sơ hỗ trợ đang giải quyết"):
        actions.carry_out(request, by=minh)
    assert Person.objects.get(pk=told.mai.pk).name == NAME
    cases.cancel(case, reason="Đề nghị nhầm", by=lan)
    with pytest.raises(Changed):
        actions.carry_out(request, by=minh, version=7)
    refused = actions.refuse(request, reason="Chưa xác minh được người đề nghị", by=minh)
    assert refused.state == RequestState.REFUSED

    assert actions.carry_out(told.asked(), by=minh).state == RequestState.KEPT
    with pytest.raises(Changed):
        actions.carry_out(request, by=minh)
    with pytest.raises(Refused, match="đã được xóa"):
        told.asked()


def test_a_member_is_told_what_stands_in_the_way(care_day: None, db: None) -> None:
    care = Care()
    [mai] = people_of(join(care.hospital, mai_told(), by=care.lan))
    actions.ask(mai, basis=Basis.PERSON, reason="Đơn", on=TODAY, by=care.lan)
    care.handed(person=mai)
    said = {(each.room, str(each.description)) for each in rooms.in_the_way(mai, TODAY)}
    assert ("membership", "đang là đoàn viên: hãy ghi thôi sinh hoạt trước") in said
    set_parameter("cases.dossier_kept_years", value=2, since=date(2024, 1, 1), by=SETUP)
    [kept] = [each for each in rooms.in_the_way(mai, TODAY) if each.until]
    assert (kept.room, kept.until) == ("cases", date(2027, 1, 1))


def test_nothing_is_entered_about_somebody_forgotten(told: Told) -> None:
    told.forgotten()
    gone = told.mai  # as it was read before
    assert (gone.forgotten_on, gone.name) == (None, NAME)
    lan = told.lan.acting(told.care.hospital)
    for attempt in (
        lambda: told.care.ask(person=gone),
        lambda: join(told.care.hospital, gone, by=told.care.lan),
        lambda: members.set_dues_base(gone, base_vnd=1, since=LATER, by=lan),
        lambda: members.correct_file(gone.member_file, values={}, version=gone.member_file.version, by=lan),
        lambda: cases.take_back(told.case, reason="Nhầm", by=lan),
        lambda: members.withdraw_leaving(Leaving.objects.get(), reason="Nhầm", by=lan),
    ):
        with pytest.raises(Refused, match="đã được xóa"):
            attempt()
    account = User.objects.get(pk=told.account.pk)
    assert (account.name, account.is_active, account.person, account.has_usable_password()) == (
        ANONYMOUS, False, None, False
    )  # fmt: skip


def test_only_sheets_that_truly_name_her_are_destroyed(care_day: None, db: None) -> None:
    province = Province()
    mai = one_member(province)
    heads = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD")
    born, other = date(1990, 5, 20), (1, "Giàng A Nam", date(1985, 2, 3), "")
    given = {
        "ten.xlsx": plain_sheet([other, (2, "LÒ THỊ  MAI", born, "")], heads),
        "so.xlsx": plain_sheet([other, (2, "Lò Thị May", "", MAI_NUMBER)], heads),
        "nam-sinh.csv": "Họ và tên;Năm sinh\nGiàng A Nam;1985\nLò Thị Mai;1990\n".encode(),
        "chi-ten.csv": "Đoàn viên;Chức vụ\nLò Thị Mai;Điều dưỡng\nGiàng A Nam;Lái xe\n".encode(),
        "tach.xlsx": in_two_pieces(NAME),
        "mai-anh.xlsx": plain_sheet([other, (2, "Lò Thị Mai Anh", born, "")], heads),
        "cung-ten.xlsx": plain_sheet([(1, NAME, date(1991, 5, 20), ""), (2, NAME, born, "068190009999")], heads),
        "nguoi-khac.csv": "Họ và tên;Năm sinh\nGiàng A Nam;1985\nLò Thị Mai;1991\n".encode(),
        "hong.xls": b"day khong phai bang tinh",
        "noi-khac.xlsx": plain_sheet([(1, NAME, born, MAI_NUMBER)], heads),
    }
    for name, data in given.items():
        under = province.elsewhere if name == "noi-khac.xlsx" else province.hospital
        take(data, name=name, under=under, since=TODAY, by=province.lan)
    MemberImport.objects.update(state="committed")
    [kept] = rooms.sheets_that_go(mai)[1]
    assert (rooms.sheets_that_go(mai)[0], kept.room, kept.count) == (5, "membership", 1)

    membership.forget(mai, TODAY, province.lan)

    left = set(MemberImport.objects.filter(file__destroyed_at__isnull=True).values_list("file_name", flat=True))
    assert left == {"mai-anh.xlsx", "cung-ten.xlsx", "nguoi-khac.csv", "hong.xls", "noi-khac.xlsx"}


def in_two_pieces(name: str) -> bytes:
    """A sheet in which the name is written half in bold, as a cell of rich text."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["STT", "Họ và tên", "Chức vụ"])
    sheet.write_row(1, 0, [1, "", "Điều dưỡng"])
    sheet.write_rich_string(1, 1, name[:4], book.add_format({"bold": True}), name[4:])
    book.close()
    return target.getvalue()


def test_nobody_is_forgotten_while_something_is_entered_about_them(fresh_database: str) -> None:
    mai = add_person(NAME, by=SETUP)

    def forget() -> None:
        try:
            with transaction.atomic():
                Person.objects.select_for_update(nowait=True).get(pk=mai.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            refuse_forgotten([mai.pk])
            with pytest.raises(OperationalError):
                elsewhere.submit(forget).result()
        elsewhere.submit(forget).result()


def test_words_full_of_her_name_stay_as_long_as_they_may_be(db: None) -> None:
    with clock.set_to(TODAY):
        told = Told(memo=", ".join([NAME] * 20))
        Reservation.objects.update(about=", ".join([NAME] * 20), released_reason=", ".join([NAME] * 20))
    with clock.set_to(LATER):
        told.forgotten()
    told.voucher.refresh_from_db()
    promise = Reservation.objects.get()
    assert told.voucher.memo.startswith(f"{ANONYMOUS} {ANONYMOUS}")
    assert [len(words) for words in (told.voucher.memo, promise.about, promise.released_reason)] == [250, 250, 300]


def test_the_next_person_of_that_number_is_a_new_one(told: Told) -> None:
    told.forgotten()
    [again] = people_of(join(told.care.hospital, mai_told(), by=told.care.lan, on=LATER))
    assert again.pk != told.mai.pk
    assert again.name == NAME


def test_a_name_is_found_however_it_was_typed() -> None:
    said = without_name("Chi cho bà LÒ THỊ MAI, và Lo Thi Mai (khoa Nội); Lò Thị Mai Anh", "Lò Thị Mai", instead="X")
    assert said == "Chi cho bà X và X (khoa Nội); X Anh"
    assert without_name("xin chào", "Lò Thị Mai") == "xin chào"
