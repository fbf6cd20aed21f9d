"""Known papers told anew: other names, years, figures, words and layouts, with a gold that stays known.

A rule that fits one paper instead of its kind breaks on these. `PYTHONPATH=src:tests python -m documents.variations
FROM TO --seeds 5` writes them as `NNN.txt` and `NNN.json`, which `run.py eval TO --errors` scores.
"""
