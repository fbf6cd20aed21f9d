"""The product's settings, with what would only make tests slower or different from run to run taken out."""

import os
from pathlib import Path

os.environ.setdefault("CONGDOAN_REHEARSAL", "1")  # stories are told on days of their own

from congdoan.site.settings import *  # noqa: F403
from congdoan.site.settings import STORAGES, TEMPLATES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests-" + "0" * 50
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "web" / "templates"]
