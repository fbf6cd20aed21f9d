"""Papers: listed, read, registered; a file read without being kept."""
