"""How much of a file is read. A paper of the unions is far below each of these."""

MOST_BYTES = 30 * 2**20
MOST_UNPACKED_BYTES = 150 * 2**20
MOST_RATIO = 200  # unpacked to packed, of one part above a megabyte: a bomb
MOST_PAGES = 600
MOST_SCANNED_PAGES = 40
MOST_LETTERS = 3_000_000
SECONDS = 60
SECONDS_TO_SCAN = 600
MOST_MEMORY_BYTES = 1536 * 2**20
