"""Tags of the screens of care, loaded by `{% load care %}`: the pages of the area this reader may open."""

from typing import Any

from django import template
from django.template import Context

from congdoan.accounts.access import may
from congdoan.accounts.rules import Task
from congdoan.cases.access import may_enter
from congdoan.web.shell.request import UserRequest

register = template.Library()


@register.inclusion_tag("care/tabs.html", takes_context=True)
def care_tabs(context: Context, here: str) -> dict[str, Any]:
    """The pages of Chăm lo; none that would refuse the reader. `here`: the one being shown."""
    request: UserRequest = context["request"]
    may_see = bool(may(request.user, Task.SEE_CASES, at=request.unit))
    return {
        "here": here,
        "may_see": may_see,
        "may_enter": may_see or bool(may_enter(request.user, request.unit)),
        "may_read_rules": may_see or bool(may(request.user, Task.ADMINISTER, at=request.unit)),
    }
