"""What is wrong with waiting rows beyond what each says by itself: the same person twice, or known already. All by
statements over the whole batch, so that a hundred thousand rows cost no more memory than ten."""

from django.db import connection
from django.db.models import Q

from congdoan.foundation.saying import gettext as _
from congdoan.membership.models import ImportRow, MemberImport

# Who a row already stands for: by identity number anywhere; by name and birth in the same unit, unless both have
# numbers and the numbers differ.
KNOW = """
UPDATE membership_importrow r SET known_id = f.person_id
  FROM membership_memberfile f
 WHERE r.batch_id = %(batch)s AND r.blind_citizen_id <> '' AND f.blind_citizen_id = r.blind_citizen_id
"""
KNOW_BY_NAME = """
UPDATE membership_importrow r SET known_id = p.id
  FROM organisation_person p
  JOIN membership_spell s ON s.person_id = p.id AND upper_inf(s.valid)
  JOIN membership_memberfile f ON f.person_id = p.id
 WHERE r.batch_id = %(batch)s AND r.known_id IS NULL AND p.folded = r.folded AND s.unit_id = r.unit_id
   AND (f.birth_on = r.birth_on OR (r.birth_on IS NULL AND r.birth_year = p.birth_year))
   AND (f.blind_citizen_id = '' OR r.blind_citizen_id = '')
"""
MARK = "UPDATE membership_importrow r SET errors = r.errors || jsonb_build_object(%(column)s::text, {message}) {rest}"

TWICE_BY_NUMBER = """
  FROM (SELECT id, min(line) OVER (PARTITION BY blind_citizen_id) AS first FROM membership_importrow
         WHERE batch_id = %(batch)s AND blind_citizen_id <> '') AS same
 WHERE same.id = r.id AND same.first < r.line AND NOT r.errors ? %(column)s
"""
TWICE_BY_NAME = """
  FROM (SELECT id, min(line) OVER (PARTITION BY unit_id, folded, birth_on) AS first,
               count(nullif(blind_citizen_id, '')) OVER (PARTITION BY unit_id, folded, birth_on) AS numbered,
               count(*) OVER (PARTITION BY unit_id, folded, birth_on) AS alike
          FROM membership_importrow
         WHERE batch_id = %(batch)s AND birth_on IS NOT NULL AND folded <> '') AS same
 WHERE same.id = r.id AND same.first < r.line AND same.numbered < same.alike AND NOT r.errors ? %(column)s
"""
TWICE_BY_CARD = """
  FROM (SELECT id, min(line) OVER (PARTITION BY card_number) AS first FROM membership_importrow
         WHERE batch_id = %(batch)s AND card_number <> '') AS same
 WHERE same.id = r.id AND same.first < r.line AND NOT r.errors ? %(column)s
"""
ELSEWHERE = """
  FROM membership_spell s
 WHERE r.batch_id = %(batch)s AND s.person_id = r.known_id AND upper_inf(s.valid) AND s.unit_id <> r.unit_id
"""
NO_LONGER = """
 WHERE r.batch_id = %(batch)s AND r.known_id IS NOT NULL
   AND EXISTS (SELECT FROM membership_spell s WHERE s.person_id = r.known_id)
   AND NOT EXISTS (SELECT FROM membership_spell s WHERE s.person_id = r.known_id AND upper_inf(s.valid))
"""
CARD_TAKEN = """
  FROM membership_card c
 WHERE r.batch_id = %(batch)s AND r.card_number <> '' AND c.number = r.card_number
   AND c.person_id IS DISTINCT FROM r.known_id
"""


def judge(batch: MemberImport) -> None:
    """Mark what is wrong and who is known, and count both on the batch. About ten statements; may be repeated."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE membership_importrow SET known_id = NULL WHERE batch_id = %s", [batch.pk])
        for statement in (KNOW, KNOW_BY_NAME):
            cursor.execute(statement, {"batch": batch.pk})
        for column, words, rest, with_line in _marks():
            message = "replace(%(words)s::text, '#', same.first::text)" if with_line else "%(words)s::text"
            sql = MARK.format(message=message, rest=rest)
            cursor.execute(sql, {"batch": batch.pk, "column": column, "words": str(words)})
    rows = ImportRow.objects.filter(batch=batch)
    batch.rows_faulty = rows.exclude(errors={}).count()
    batch.rows_known = rows.filter(errors={}).filter(is_known()).count()


def is_known() -> Q:
    """Rows whose person is a member of that unit already: nothing is done with them."""
    return Q(known__isnull=False, known__spells__valid__upper_inf=True)


def _marks() -> list[tuple[str, str, str, bool]]:
    """Column, words, the rest of the statement, and whether the words name the first line (#)."""
    return [
        ("citizen_id", _("Trùng số căn cước với dòng #."), TWICE_BY_NUMBER, True),
        ("name", _("Trùng họ tên, ngày sinh với dòng #; nếu là hai người, hãy ghi số căn cước."), TWICE_BY_NAME, True),
        ("card_number", _("Trùng số thẻ với dòng #."), TWICE_BY_CARD, True),
        ("citizen_id", _("Đang là đoàn viên ở đơn vị khác; hãy làm thủ tục chuyển sinh hoạt."), ELSEWHERE, False),
        ("citizen_id", _("Đã thôi là đoàn viên; hãy kết nạp lại hoặc tiếp nhận chuyển đến."), NO_LONGER, False),
        ("card_number", _("Số thẻ này đã cấp."), CARD_TAKEN, False),
    ]
