import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

import databases


@pytest.mark.django_db
def test_a_test_works_in_its_own_process_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("test_run_")


def test_what_one_thread_commits_another_sees_only_in_a_fresh_database(fresh_database: str) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(ContentType.objects.filter(app_label="invented").count())
        connection.close()

    ContentType.objects.create(app_label="invented", model="thing")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_the_fresh_database_is_gone_afterwards(server: databases.Server, fresh_database: str) -> None:
    assert server.exists(fresh_database)
    with server.session() as session:
        rows = session.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'test_run_%'").fetchone()
    assert rows is not None
