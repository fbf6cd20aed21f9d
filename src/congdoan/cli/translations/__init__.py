"""The sentences of the product and their English, as files: found, compared, compiled."""
