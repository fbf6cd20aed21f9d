"""Congdoan: one red thread from an order to what it changed."""
