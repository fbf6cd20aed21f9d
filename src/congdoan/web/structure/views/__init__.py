"""Views of the structure area, one file a task: looking, changing, importing, rearranging."""
