"""One command that serves the site: the pages, the worker beside them, and the database under them."""
