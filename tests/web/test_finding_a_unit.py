"""A unit is found by a few letters without accents, within one's own house, with or without JavaScript."""

from django import forms
from django.test import Client

from builders import FOUNDED, SETUP, Province
from congdoan.accounts.models import User
from congdoan.organisation.actions import register_body
from congdoan.organisation.models import BodyKind, Unit
from congdoan.web.shell import fields
from congdoan.web.shell.picking import Choice


class Form(forms.Form):
    def __init__(self, *args: object, near: Unit, **limits: object) -> None:
        super().__init__(*args)
        self.fields["partner"] = fields.BodyField(label="Đơn vị", near=near, **limits)


def test_what_is_typed_without_javascript_comes_back_as_a_list_to_choose_from(province: Province) -> None:
    form = Form({"partner-search": "cong doan nganh"}, near=province.hospital)
    assert not form.is_valid()
    assert "Hãy chọn một đơn vị trong danh sách" in str(form)
    assert f'value="{province.sector.code}"' in str(form)
    chosen = Form({"partner": province.sector.code, "partner-search": "cong doan nganh"}, near=province.hospital)
    assert chosen.is_valid()
    assert chosen.cleaned_data["partner"].code == province.sector.code


def test_nothing_found_says_how_to_search(province: Province) -> None:
    form = Form({"partner-search": "khong co dau"}, near=province.hospital)
    assert "không cần gõ dấu" in str(form.errors)


def test_another_province_can_neither_be_found_nor_forged(province: Province) -> None:
    assert not Form({"partner": province.elsewhere.code}, near=province.hospital).is_valid()
    assert list(Choice(near=province.hospital.code).search("song tra")) == []


def test_a_field_may_be_narrowed_and_may_admit_outside_bodies(province: Province) -> None:
    body = register_body("TU", name="Tỉnh ủy Phong Lai", kind=BodyKind.PARTY, since=FOUNDED, by=SETUP)
    assert Form({"partner": province.clinic.code}, near=province.top, under=province.sector).is_valid()
    assert not Form({"partner": province.other_sector.code}, near=province.top, under=province.sector).is_valid()
    assert not Form({"partner": body.code}, near=province.top).is_valid()
    assert Form({"partner": body.code}, near=province.top, outside=True).is_valid()


def test_the_quick_search_answers_rows_and_cannot_be_widened(province: Province, lan: User) -> None:
    client = Client()
    client.force_login(lan)
    choice = Choice(near=province.hospital.code)
    asked = {"among": choice.token, "for": "partner", "partner-search": "y te"}
    text = client.get("/tim-don-vi/", asked, HTTP_HX_REQUEST="true").content.decode()
    assert 'name="partner"' in text
    assert province.clinic.name in text
    assert client.get("/tim-don-vi/", {**asked, "among": choice.token + "x"}).status_code == 404
    assert client.get("/tim-don-vi/", {**asked, "partner-search": "zzz"}).status_code == 200
