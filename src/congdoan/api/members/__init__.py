"""Members in numbers."""
