"""The forms of Chăm lo."""
