"""The questions of the desk. Read-only."""

from congdoan.desk.finding import Found, search
from congdoan.desk.thread import Thread, rows, thread, why_late
from congdoan.desk.work import Work, my_work, waiting_count

__all__ = ["Found", "Thread", "Work", "my_work", "rows", "search", "thread", "waiting_count", "why_late"]
