"""Targets: given, changed, registered higher, passed down."""
