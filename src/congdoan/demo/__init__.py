"""The seeds' two provinces, told through public verbs."""
