"""Views of the administration area, one file a task: one's own rights, accounts, the log, the installation."""
