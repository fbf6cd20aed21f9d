"""What an officer fills in of a paper, coming in or going out. Lists of people and grounds are typed a line each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, BodyGroup, Unit
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import DocumentType, Recipient, RecipientKind, RegisteredDocument
from congdoan.registry.queries import fields_of, recipients_of
from congdoan.registry.rules.outline import body_of, parts_of
from congdoan.registry.rules.recipients import PURPOSES, read_line
from congdoan.web.papers.forms.groups import groups_offered
from congdoan.web.shell.fields import BodyField, DayField
from congdoan.web.shell.widgets import ManyChips

_LINES = forms.Textarea(attrs={"rows": 3})


class BaseForm(forms.Form):
    """One ground: a line of the list of grounds."""

    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    dated = DayField(label=_("Ngày"), required=False)
    issuer_text = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)
    subject = forms.CharField(label=_("Về việc"), max_length=600, required=False)
    is_nested = forms.BooleanField(required=False, widget=forms.HiddenInput)


BasesFormSet = forms.formset_factory(BaseForm, extra=1, max_num=40)


class PaperForm(forms.Form):
    """The fields both kinds of paper have."""

    type = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    subject = forms.CharField(
        label=_("Trích yếu"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=_("Địa danh"), max_length=60, required=False)
    addressees = forms.CharField(
        label=_("Kính gửi"), required=False, widget=_LINES, help_text=_("Mỗi nơi một dòng."), max_length=4000
    )
    copies = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8000,
        help_text=_(
            "Mỗi nơi một dòng; mục đích ghi trong ngoặc: VP Tỉnh ủy (B/c), Các CĐCS trực thuộc (để thực hiện)."
        ),
    )
    archive = forms.CharField(label=_("Bản lưu tại"), max_length=120, required=False)
    period_start = DayField(label=_("Thực hiện từ ngày"), required=False)
    period_end = DayField(label=_("đến ngày"), required=False, help_text=_("Để trống nếu văn bản không nói."))
    peak_start = DayField(label=_("Cao điểm từ ngày"), required=False)
    peak_end = DayField(label=_("đến ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, document: RegisteredDocument | None = None, **options: Any) -> None:
        if document is not None:
            options.setdefault("initial", self.initial_of(document))
        super().__init__(*args, **options)
        self.unit, self.document = unit, document
        types = [("", _("— chưa chọn —")), *((row.code, str(row)) for row in DocumentType.objects.all())]
        self.fields["type"].choices = types  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for first, last in (("period_start", "period_end"), ("peak_start", "peak_end")):
            if values.get(first) and values.get(last) and values[last] < values[first]:
                self.add_error(last, _("Ngày này ở trước ngày bắt đầu."))
        return values

    @staticmethod
    def initial_of(document: RegisteredDocument) -> dict[str, Any]:
        """The paper as the form shows it."""
        names = (
            "subject", "place", "archive", "period_start", "period_end", "peak_start", "peak_end", "version",
            "issuer_text", "superior_text", "signer_name", "signer_title", "signer_authority", "issued_on",
        )  # fmt: skip
        rows = list(document.recipients.all())
        lines = {kind: "\n".join(_line(row) for row in rows if row.kind == kind) for kind in RecipientKind}
        return {
            **{name: getattr(document, name) for name in names},
            "type": document.type_id or "",
            "symbol": document.symbol_raw,
            "issuer": document.issuer,
            "addressees": lines[RecipientKind.ADDRESSEE],
            "copies": lines[RecipientKind.COPY],
        }

    def common(self, bases: "forms.BaseFormSet[BaseForm]") -> PaperFields:
        """The fields as entered, over what the stored paper holds besides."""
        values = self.cleaned_data
        stored = fields_of(self.document) if self.document else PaperFields("")
        names = ("type", "subject", "place", "archive", "period_start", "period_end", "peak_start", "peak_end")
        grounds, recipients = self._bases(bases, stored), self._recipients(stored)
        return stored.with_(**{name: values[name] for name in names}, bases=grounds, recipients=recipients)

    def _bases(self, bases: "forms.BaseFormSet[BaseForm]", stored: PaperFields) -> tuple[BaseFields, ...]:
        known = {(row.symbol, row.dated): row.cited for row in stored.bases}
        rows = [form.cleaned_data for form in bases if form.cleaned_data]
        return tuple(
            BaseFields(cited=known.get((row["symbol"], row["dated"])), **row)
            for row in rows
            if row["symbol"] or row["subject"]
        )

    def _recipients(self, stored: PaperFields) -> tuple[RecipientFields, ...]:
        """Each line with whom it means: what was confirmed before stands, new words are looked up."""
        known = {(row.kind, row.name): row for row in stored.recipients}
        day = self.cleaned_data.get("issued_on") or clock.today()
        seen_from = self._seen_from()
        found: list[RecipientFields] = []
        for kind, name in ((RecipientKind.ADDRESSEE, "addressees"), (RecipientKind.COPY, "copies")):
            for printed in self.cleaned_data[name].splitlines():
                line = read_line(printed)
                before = known.get((kind, line.name))
                if before and (before.group or before.body):
                    found.append(RecipientFields(line.name, kind, line.purpose, before.group, before.body))
                else:
                    found += recipients_of(printed, kind=kind, seen_from=seen_from, on=day)
        return tuple(found)

    def _seen_from(self) -> Unit:
        issuer = self.cleaned_data.get("issuer")
        return (Unit.objects.filter(pk=issuer.pk).first() if isinstance(issuer, Body) else None) or self.unit


class ArrivingForm(PaperForm):
    """A paper from outside: what was read from it, for an officer to correct."""

    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issued_on = DayField(label=_("Ngày văn bản"), required=False)
    issuer_text = forms.CharField(label=_("Cơ quan ban hành, như trên văn bản"), max_length=250, required=False)
    superior_text = forms.CharField(label=_("Cơ quan chủ quản"), max_length=250, required=False)
    signer_name = forms.CharField(label=_("Người ký"), max_length=120, required=False)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=120, required=False)
    signer_authority = forms.CharField(label=_("Ký thay mặt"), max_length=200, required=False)
    add_issuer = forms.BooleanField(label=_("Chưa có trong danh bạ: thêm cơ quan này"), required=False)
    received_on = DayField(label=_("Ngày đến"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["issuer"] = BodyField(
            label=_("Là cơ quan nào trong danh bạ"), near=self.unit, outside=True, required=False
        )
        self.initial.setdefault("received_on", clock.today())

    def fields_entered(self, bases: "forms.BaseFormSet[BaseForm]") -> PaperFields:
        values = self.cleaned_data
        names = (
            "symbol", "issued_on", "issuer", "issuer_text", "superior_text", "signer_name", "signer_title",
            "signer_authority",
        )  # fmt: skip
        return self.common(bases).with_(**{name: values[name] for name in names})


class DraftForm(PaperForm):
    """A paper of the unit's own."""

    superior_text = forms.CharField(label=_("Cơ quan chủ quản (dòng trên)"), max_length=250, required=False)
    groups = forms.MultipleChoiceField(label=_("Thêm nhóm vào Nơi nhận"), required=False, widget=ManyChips)
    body = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 18, "class": "is-serif"}),
        help_text=_("Mỗi đoạn một dòng. Đánh số I. 1. a) ở đầu dòng; dòng ngắn không có dấu chấm là tên mục."),
    )
    signer = forms.ChoiceField(label=_("Người ký"), required=False)
    signer_name = forms.CharField(label=_("Hoặc ghi tên người ký"), max_length=120, required=False)
    signer_title = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    signer_authority = forms.CharField(label=_("Ký thay mặt"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {str(row.pk): row for row in organisation.signers(self.unit, on=clock.today())}
        signers = [(key, f"{row.person.name}, {row.title} ({row.signs_as})") for key, row in self.offices.items()]
        self.fields["signer"].choices = [("", _("— chọn —")), *signers]  # type: ignore[attr-defined]
        self.fields["groups"].choices = groups_offered(self.unit, on=clock.today())  # type: ignore[attr-defined]
        if self.document:
            self.initial["body"] = body_of(self.document.clauses.all())
            self.initial["signer"] = self._standing_signer(self.document)

    def fields_entered(self, bases: "forms.BaseFormSet[BaseForm]") -> PaperFields:
        values = self.cleaned_data
        body = values["body"].replace("\r\n", "\n")
        chosen = self.offices.get(values["signer"])
        fields = self.common(bases)
        named = {row.name for row in fields.recipients}
        added = tuple(
            RecipientFields(group.name, RecipientKind.COPY, PURPOSES[0], group)
            for group in BodyGroup.objects.filter(code__in=values["groups"])
            if group.name not in named
        )
        return fields.with_(
            text=body,
            superior_text=values["superior_text"],
            clauses=tuple(
                ClauseFields(part.text, part.label, part.heading, part.path, part.start, part.end)
                for part in parts_of(body)
            ),
            recipients=(*fields.recipients, *added),
            signer_name=chosen.person.name if chosen else values["signer_name"],
            signer_title=chosen.title.upper() if chosen else values["signer_title"],
            signer_authority=chosen.signs_as if chosen else values["signer_authority"],
        )

    def _standing_signer(self, document: RegisteredDocument) -> str:
        same = (key for key, row in self.offices.items() if row.person.name == document.signer_name)
        return next(same, "")


def _line(recipient: Recipient) -> str:
    return f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name


def bases_formset(data: Any, document: RegisteredDocument | None) -> "forms.BaseFormSet[BaseForm]":
    """The grounds of the paper as lines of a form, and an empty one to add to."""
    rows = document.bases.all() if document else []
    initial = [
        {
            "symbol": row.symbol,
            "dated": row.dated,
            "issuer_text": row.issuer_text,
            "subject": row.subject,
            "is_nested": row.is_nested,
        }
        for row in rows
    ]
    return BasesFormSet(data, initial=initial, prefix="base")
