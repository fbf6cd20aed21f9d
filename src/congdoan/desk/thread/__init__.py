"""The thread of an order: its grounds above, below it papers, duties, obligations and acts, as they stood on a day."""

from congdoan.desk.thread.building import Node, Thread, thread
from congdoan.desk.thread.counting import Count
from congdoan.desk.thread.lags import Lag, Why, why_late
from congdoan.desk.thread.rows import Row, rows

__all__ = ["Count", "Lag", "Node", "Row", "Thread", "Why", "rows", "thread", "why_late"]
