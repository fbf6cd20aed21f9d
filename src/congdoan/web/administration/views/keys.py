"""Keys for programs: made for an account, the secret shown once on the page that made it, revoked at once."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from congdoan.accounts import access, tokens
from congdoan.foundation.errors import Refused
from congdoan.web.administration.forms import KeyForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@never_cache
def issue(request: UserRequest, key: str) -> HttpResponse:
    """A key with which a program works in this account's place."""
    found = access.account_for_administering(request.user, key)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = tokens.issue_token(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            return page(request, "administration/key.html", account=found, token=token, secret=secret)
    return page(
        request,
        "administration/form.html",
        part="form",
        form=form,
        title=_("Cấp khóa truy cập"),
        lead=found.name,
        act=_("Cấp khóa"),
        back="administration:account",
        key=found.key,
    )


@require_POST
def revoke(request: UserRequest, key: str, token: str) -> HttpResponse:
    found = access.account_for_administering(request.user, key)
    tokens.revoke_token(get_object_or_404(found.api_tokens, key=token), by=request.actor)
    toast(request, _("Đã thu hồi khóa; chương trình dùng nó bị từ chối ngay."))
    return redirect("administration:account", key)
