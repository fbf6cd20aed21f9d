"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from congdoan.installation import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
database.ready()
application = get_wsgi_application()
