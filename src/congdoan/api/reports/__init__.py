"""Reports: their words and figures, and their way up."""
