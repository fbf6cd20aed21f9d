"""Tags of the members' screens, loaded by `{% load members %}`: the pages of the area this reader may open."""

from typing import Any

from django import template
from django.template import Context

from congdoan.forgetting.access import may_see_requests
from congdoan.web.shell.request import UserRequest

register = template.Library()


@register.inclusion_tag("members/tabs.html", takes_context=True)
def members_tabs(context: Context, here: str) -> dict[str, Any]:
    """The pages of Đoàn viên; none that would refuse the reader. `here`: the one being shown."""
    request: UserRequest = context["request"]
    return {"here": here, "may_see_requests": bool(may_see_requests(request.user))}
