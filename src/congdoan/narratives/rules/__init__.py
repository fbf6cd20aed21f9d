"""Pure judgements: where a claim stands after an edit, what its words are bound to, whether the records bear it out."""
