"""Views of Đoàn viên, one module a matter."""
