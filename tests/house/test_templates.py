"""Every template is used by somebody, and every one that is asked for exists."""

import re
from pathlib import Path

from django.template import Context, Template

from congdoan.installation.settings import REPOSITORY
from congdoan.web.shell.once import FIELD

PACKAGE = REPOSITORY / "src" / "congdoan"
NAME = re.compile(r"""["']([\w/-]+\.(?:html|txt))(?:#[\w-]+)?["']""")
COMPONENT = re.compile(r"<c-([\w.-]+)")


def templates() -> dict[str, Path]:
    """Each template by the name it is asked for."""
    found = {}
    for folder in PACKAGE.rglob("templates"):
        for path in folder.rglob("*.*"):
            found[str(path.relative_to(folder))] = path
    return found


def asked_for(text: str) -> set[str]:
    """The templates that a piece of code or another template names, components included."""
    components = {f"components/{name.replace('.', '/').replace('-', '_')}.html" for name in COMPONENT.findall(text)}
    return set(NAME.findall(text)) | components - {"components/slot.html", "components/vars.html"}


def everything_asked_for() -> set[str]:
    sources = [*PACKAGE.rglob("*.py"), *templates().values()]
    return set().union(*(asked_for(path.read_text()) for path in sources))


def test_no_template_is_an_orphan() -> None:
    """404.html and its kin are asked for by Django."""
    known = {f"{code}.html" for code in (400, 403, 404, 500)}
    assert sorted(templates().keys() - everything_asked_for() - known) == []


def test_every_component_that_is_used_exists() -> None:
    used = {name for name in everything_asked_for() if name.startswith("components/")}
    assert sorted(used - templates().keys()) == []


def test_no_script_and_no_style_is_written_into_a_page() -> None:
    """The content security policy would refuse it in the browser; here it is refused with a line to look at."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=|<style|href=[\"']javascript:"
    )
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in templates().values()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if inline.search(line)
    ]
    assert found == []


def test_every_form_that_changes_something_names_itself() -> None:
    """`{% csrf_token %}` also writes the number by which a form sent twice is one deed (`shell.once`)."""
    form = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL)
    forms = [(path, found) for path in templates().values() for found in form.findall(path.read_text())]
    assert len(forms) > 100
    names = re.compile(r"{% csrf_token %}|{% include \"duties/hidden.html\"")
    assert sorted({path.name for path, found in forms if not names.search(found)}) == []
    assert "{% csrf_token %}" in templates()["duties/hidden.html"].read_text()
    assert f'name="{FIELD}"' in Template("{% csrf_token %}").render(Context({"csrf_token": "x" * 64}))


def test_what_htmx_posts_by_itself_takes_its_form_along() -> None:
    """Two do: the gap of a target being split (a look), and the second button of a duty's form."""
    posts = re.compile(r"<(?!form\b)[a-z-]+\b[^>]*\bhx-(?:post|put|delete|patch)=")
    found = {name for name, path in templates().items() if posts.search(path.read_text())}
    assert found == {"figures/split.html", "papers/duty.html"}
