"""How every form is drawn: our field template, and the ids that tie a hint and an error to their control."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_BARE = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput, forms.HiddenInput)


class Bound(BoundField):
    """A field of a form on a page: gives its control the look of ours without each form having to say so."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not isinstance(widget, _BARE):
            own = attrs.get("class") or widget.attrs.get("class", "")
            attrs["class"] = f"input {own}".strip()
        return attrs

    @property
    def is_check(self) -> bool:
        """A single box or switch, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class Renderer(TemplatesSetting):
    """Named in `FORM_RENDERER`. `{{ form }}` draws all fields; `{{ form.x.as_field_group }}` or `<c-field>` one."""

    form_template_name = "shell/form/form.html"
    field_template_name = "shell/form/field.html"
    bound_field_class = Bound
