"""Support cases for programs: masked, and asked for."""
