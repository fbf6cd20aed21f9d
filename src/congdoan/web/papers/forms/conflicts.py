"""What somebody else saved first, in the words of the form."""

from django import forms


def by_label(form: forms.Form, theirs: dict[str, str]) -> dict[str, str]:
    """`theirs` by the label each field bears on the screen instead of its name."""
    return {str(form[name].label) if name in form.fields else name: value for name, value in theirs.items()}
