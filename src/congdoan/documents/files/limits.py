"""How much of a file is read. A paper of the unions is far below each of these."""

MOST_BYTES = 30 * 2**20
MOST_UNPACKED_BYTES = 150 * 2**20
MOST_RATIO = 200  # unpacked to packed, of one part above a megabyte: a bomb
MOST_DIRECTORY_BYTES = 2**20  # of an archive: some ten thousand parts
MOST_PAGES = 600
MOST_SCANNED_PAGES = 40
MOST_LETTERS = 3_000_000
LETTERS_READ_HERE = 100_000  # fifty pages, a second; junk some ten. More is read in the process that may be stopped
SECONDS = 120
SECONDS_TO_READ_A_TEXT = 30  # of a text without a file: someone waits before a screen
SECONDS_TO_SCAN = 600
MOST_MEMORY_BYTES = 1536 * 2**20
