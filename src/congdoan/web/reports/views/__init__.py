"""Views of the reports area, one file a task: finding, asking, reading, writing, judging, taking away."""
