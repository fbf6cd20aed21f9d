"""Is what was forgotten gone? One statement that shares nothing with the verbs, and a look at the disk."""

from django.db import connection
from django.utils.translation import gettext as _

from congdoan.foundation import files
from congdoan.foundation.models import StoredFile

LEFT = """
WITH gone AS (SELECT id, key FROM organisation_person WHERE forgotten_on IS NOT NULL)
SELECT gone.key, 'member_file' FROM gone JOIN membership_memberfile f ON f.person_id = gone.id
 WHERE concat(f.contact, f.origins, f.circumstances, f.blind_citizen_id, f.other_name, f.job_title, f.workplace) <> ''
    OR f.birth_on IS NOT NULL
UNION ALL
SELECT gone.key, 'case:' || c.key FROM gone JOIN cases_supportcase c ON c.person_id = gone.id
 WHERE concat(c.story, c.facts, c.relative_name, c.blind_relative, c.another_because, c.blind_citizen_id) <> ''
    OR EXISTS (SELECT FROM cases_casefile f WHERE f.case_id = c.id)
    OR EXISTS (SELECT FROM cases_survey s WHERE s.case_id = c.id AND s.found <> '')
    OR EXISTS (SELECT FROM cases_handover h WHERE h.case_id = c.id AND h.receiver <> '')
UNION ALL
SELECT gone.key, 'account' FROM gone JOIN accounts_user u ON u.person_id = gone.id
UNION ALL
SELECT gone.key, 'member_spell' FROM gone JOIN membership_spell s ON s.person_id = gone.id AND upper_inf(s.valid)
 ORDER BY 1, 2
"""


def verify() -> list[str]:
    """Everything still told of somebody who was forgotten, and every destroyed file that lies on the disk."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT)
        rows = cursor.fetchall()
    left = _("người %(person)s đã được xóa thông tin mà còn lại ở %(place)s")
    lying = _("tệp %(file)s đã hủy mà còn trên đĩa")
    doomed = StoredFile.objects.filter(destroyed_at__isnull=False).exclude(digest="")
    return [left % {"person": person, "place": place} for person, place in rows] + [
        lying % {"file": file.key} for file in doomed if files.path_of(file.digest).exists()
    ]
