"""What the verbs' screens have in common: a form, one verb, its refusal beside the field, back to where it shows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from congdoan.foundation.errors import Refused
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def do(
    request: UserRequest,
    form: forms.Form,
    verb: Callable[[dict[str, Any]], object],
    *,
    title: object,
    act: object,
    about: object = "",
    back: str,
    done: object,
    hint: object = "",
) -> HttpResponse:
    """Ask by `form`, call `verb` with what was typed, say `done` and go `back`. `about` names whom it concerns."""
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, str(done))
            return redirect(back)
    return page(
        request, "members/form.html", part="form", form=form, title=title, act=act, about=about, back=back, hint=hint
    )
