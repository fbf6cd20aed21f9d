"""Vietnamese is what we write; English must be complete."""

import re
from collections import Counter
from gettext import GNUTranslations
from pathlib import Path

from congdoan.cli.translations import catalogues, sentences
from congdoan.installation.settings import REPOSITORY

PACKAGE = REPOSITORY / "src" / "congdoan"


def place(file: Path, line: int) -> str:
    return f"{file.relative_to(REPOSITORY)}:{line}"


def test_every_sentence_has_its_english() -> None:
    missing = catalogues.untranslated(sentences.in_package(PACKAGE), PACKAGE)
    assert [f"{place(sentence.file, sentence.line)}: {sentence.text}" for sentence in missing] == []


def test_no_vietnamese_word_of_a_template_is_left_unmarked() -> None:
    unmarked = [
        f"{place(path, line)}: {words}"
        for path in PACKAGE.rglob("templates/**/*.html")
        for line, words in sentences.unmarked_in(path)
    ]
    assert unmarked == []


def test_english_shows_the_same_values() -> None:
    lost = [entry for entry in catalogues.translations(PACKAGE) if entry.loses_a_placeholder]
    assert [f"{place(entry.file, entry.line)}: {entry.text} → {entry.english}" for entry in lost] == []


def test_one_sentence_has_one_english() -> None:
    """Two rooms may say the same sentence; then they must translate it alike, since only one can win."""
    english: dict[tuple[str, str | None], set[str]] = {}
    for entry in catalogues.translations(PACKAGE):
        english.setdefault((entry.text, entry.context), set()).add(entry.english)
    assert {text: forms for (text, _context), forms in english.items() if len(forms) > 1} == {}


def test_a_catalogue_says_nothing_twice() -> None:
    for path in catalogues.files(PACKAGE):
        entries = Counter((entry.text, entry.context) for entry in catalogues.translations(path.parents[2]))
        assert [text for (text, _context), times in entries.items() if times > 1] == [], path


def test_every_catalogue_opens() -> None:
    """A plural form left without its sentence compiles, and then breaks every page in English."""
    catalogues.compile_stale(PACKAGE)
    for path in PACKAGE.rglob("locale/*/LC_MESSAGES/django.mo"):
        with path.open("rb") as compiled:
            GNUTranslations(compiled)


def test_the_finder_sees_templates_and_python(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "page.html"
    template.parent.mkdir()
    template.write_text('<p>{% translate "Văn bản" %}</p>\n<p>{% blocktranslate %}Có việc{% endblocktranslate %}</p>')
    (tmp_path / "code.py").write_text('from x import gettext as _\nprint(_("Nhiệm vụ"))\n')
    found = {(sentence.text, sentence.line) for sentence in sentences.in_package(tmp_path)}
    assert found == {("Văn bản", 1), ("Có việc", 2), ("Nhiệm vụ", 2)}
    assert catalogues.untranslated(sentences.in_package(tmp_path), tmp_path)


def test_the_finder_sees_unmarked_vietnamese(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% translate "Được" %}\n<p title="x">Chưa được</p>{# Ghi chú #}')
    assert list(sentences.unmarked_in(page)) == [(2, '<p title="x">Chưa được</p>')]


def test_verbs_speak_so_that_others_can_read() -> None:
    """What goes into the audit or a notice is kept with its message: said by `foundation.saying`."""
    speaks = re.compile(r"\b(?:audit\.record|notify|notify_each|notify_unit)\(")
    deaf = [
        path.relative_to(PACKAGE)
        for path in sorted(PACKAGE.rglob("*.py"))
        if speaks.search(code := path.read_text())
        and re.search(r"django\.utils\.translation import .*\bgettext as _", code)
    ]
    assert deaf == [], "import gettext as _ from congdoan.foundation.saying there"
