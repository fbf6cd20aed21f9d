"""Signing in and out, and changing one's own password. A forgotten password is reset by an administrator, not here."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from congdoan.accounts import patience
from congdoan.accounts.models import User
from congdoan.web.shell import choices, knocking
from congdoan.web.shell.page import page
from congdoan.web.shell.toasts import toast

View = Callable[..., HttpResponse]


def for_anyone(view: View) -> View:
    """Mark a view that needs no role: a person without one must still be able to sign out."""
    view.for_anyone = True  # type: ignore[attr-defined]
    return view


class SignInForm(forms.Form):
    """Name and password. Says the same whether the name or the password is wrong."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"), max_length=60,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request
        self.user: User | None = None

    def clean(self) -> None:
        name = self.cleaned_data.get("username", "")
        if not name or not self.cleaned_data.get("password"):
            return
        knock = knocking.knock(self.request, name)
        wait = patience.try_once(knock)
        if wait:
            raise forms.ValidationError(
                _("Đã sai nhiều lần. Hãy đợi %(seconds)d giây rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.")
                % {"seconds": wait}
            )
        user = authenticate(self.request, username=name, password=self.cleaned_data["password"])
        if not isinstance(user, User):
            raise forms.ValidationError(
                _("Tên đăng nhập hoặc mật khẩu chưa đúng. Quên mật khẩu thì nhờ quản trị đơn vị đặt lại.")
            )
        patience.let_in(knock)
        self.user = user


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. Someone already inside goes straight on."""
    onward = request.POST.get("next") or request.GET.get("next") or "/"
    if request.user.is_authenticated and request.method == "GET":
        return redirect("/")
    form = SignInForm(request)
    if request.method == "POST" and form.is_valid() and form.user:
        login(request, form.user)
        choices.settle(request, form.user)
        onward = reverse("shell:change_password") if form.user.must_change_password else _safe(onward, request)
        response = HttpResponseRedirect(onward)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.user.language, samesite="Lax")
        knocking.remember(request, response, form.user.username)
        return response
    return page(request, "shell/sign_in.html", form=form, next=onward, status=422 if form.errors else 200)


@for_anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("shell:sign_in")


@for_anyone
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """One's own password, the present one first."""
    assert isinstance(request.user, User)
    form = PasswordChangeForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = form.save(commit=False)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        update_session_auth_hash(request, user)
        toast(request, _("Đã đổi mật khẩu."))
        return redirect("shell:first_page")
    return page(request, "shell/change_password.html", form=form, status=422 if form.errors else 200)


def _safe(address: str, request: HttpRequest) -> str:
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"
