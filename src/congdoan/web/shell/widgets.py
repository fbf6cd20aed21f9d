"""The controls of a form: each works without JavaScript and is large enough for a thumb."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as spoken
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.figures import format_date, format_number
from congdoan.organisation.models import Body
from congdoan.web.shell.picking import SHOWN, Choice

PROGRAMS = {
    "Word": {".docx", ".doc", ".odt"},
    "Excel": {".xlsx", ".xls", ".ods"},
    "PDF": {".pdf"},
    "CSV": {".csv"},
    _("ảnh"): {".jpg", ".jpeg", ".png"},
    _("trang mạng"): {".html", ".htm"},
    _("thư điện tử"): {".eml", ".msg"},
    _("chữ thuần"): {".txt"},
}
"""What people call the files they have, and how the names of these end."""

SEARCHED = "?"
"""What a picker hands its field before the words typed, when nothing was picked."""


class DayInput(forms.TextInput):
    """dd/mm/yyyy; with JavaScript a button opens the machine's own calendar."""

    template_name = "shell/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("ngày/tháng/năm"), **(attrs or {})}
        )

    def format_value(self, value: Any) -> str | None:
        return format_date(value) if isinstance(value, date) else super().format_value(value)


class CountInput(forms.TextInput):
    """A whole number with dots between thousands."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return format_number(value) if isinstance(value, int) else super().format_value(value)


class MoneyInput(CountInput):
    """An amount in đồng, its sign standing in the field. Not `inputmode=numeric`: "2 triệu" may be typed."""

    template_name = "shell/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "text", **(attrs or {})})


class Stepper(CountInput):
    """A small count with − and +, and its unit of count beside it: `Stepper(unit=_("người"))`."""

    template_name = "shell/widgets/stepper.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, unit: object = "") -> None:
        super().__init__(attrs)
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["unit"] = self.unit
        return context


class Chips(forms.RadioSelect):
    """One of a few kinds. Nothing is chosen beforehand that the paper did not say."""

    template_name = "shell/widgets/chips.html"


class ManyChips(forms.CheckboxSelectMultiple):
    """Any of a few kinds."""

    template_name = "shell/widgets/chips.html"


class Switch(forms.CheckboxInput):
    """On or off at once, as a switch."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"role": "switch", **(attrs or {})})


class FileDrop(forms.ClearableFileInput):
    """A place to drop files; the machine's own chooser does the work.

    A browser cannot be told to choose again what was sent: a form that comes back names the files it did not keep. A
    form that keeps them says so with `show_kept`; each may be dropped by a tick, sent as `drop-file`.
    """

    kept: Sequence[tuple[str, str]] = ()
    received: Collection[str] = ()

    template_name = "shell/widgets/file_drop.html"
    allow_multiple_selected = True

    def value_from_datadict(
        self, _data: Mapping[str, Any], files: "MultiValueDict[str, UploadedFile[Any]]", name: str
    ) -> list["UploadedFile[Any]"]:
        return files.getlist(name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        sent = [file.name for file in value] if isinstance(value, list) else []
        not_kept = [one for one in sent if one not in self.received]
        context["widget"] |= {"not_kept": not_kept, "kept": self.kept, "kinds": _called(self.attrs.get("accept", ""))}
        return context

    def show_kept(self, files: Sequence[tuple[str, str]], *, received: Collection[str]) -> None:
        """`files`: key and name of each that is kept for this form; `received`: the names among those just sent."""
        self.kept, self.received = files, received

    def use_required_attribute(self, _initial: Any) -> bool:
        return False


def _called(accept: str) -> str:
    """`.docx,.pdf` in the words of who has the file; an ending nobody has a word for stands as it is."""
    endings = [one.strip() for one in accept.split(",") if one.strip()]
    known = [str(name) for name, those in PROGRAMS.items() if those & {*endings}]
    others = [one for one in endings if not any(one in those for those in PROGRAMS.values())]
    names = [*known, *others]
    return (
        spoken("%(many)s hoặc %(last)s") % {"many": ", ".join(names[:-1]), "last": names[-1]}
        if names[1:]
        else "".join(names)
    )


class BodyPicker(forms.Widget):
    """Type a few letters, choose from what is found. Without JavaScript the form finds when it is sent."""

    template_name = "shell/widgets/body_picker.html"
    choice: Choice

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> str:
        chosen = str(data.get(name, "")).strip()
        words = str(data.get(f"{name}-search", "")).strip()
        return chosen or (SEARCHED + words if words else "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = str(value or "")
        words = text.removeprefix(SEARCHED) if text.startswith(SEARCHED) else ""
        chosen = Body.objects.filter(code=text).first() if text and not words else None
        found = [chosen] if chosen else list(self.choice.search(words)[:SHOWN]) if words else []
        context.update(found=found, chosen=chosen, words=words, among=self.choice.token, name=name)
        context["described_by"] = (attrs or {}).get("aria-describedby", "")
        return context

    def use_required_attribute(self, _initial: Any) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-search" if id_ else ""
