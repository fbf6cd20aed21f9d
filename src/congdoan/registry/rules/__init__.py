"""Judgements of the registry: how a symbol is read and written, what a line of recipients means."""
