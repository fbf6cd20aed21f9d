"""Acts: what was done, recorded once, corrected with a reason, withdrawn with a reason."""
