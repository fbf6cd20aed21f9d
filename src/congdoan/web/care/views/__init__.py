"""The screens of Chăm lo."""
