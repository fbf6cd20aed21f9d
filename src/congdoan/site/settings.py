"""Django's settings. What differs between copies comes typed from `congdoan.installation`; the rest is stated here."""

from pathlib import Path

from congdoan.installation import database
from congdoan.installation.settings import installation

_here = installation()
_package = Path(__file__).resolve().parents[1]

DEBUG = _here.debug
SECRET_KEY = _here.signing_key()
ALLOWED_HOSTS = list(_here.hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "congdoan.foundation",
    "congdoan.organisation",
    "congdoan.accounts",
    "congdoan.journal",
    "congdoan.registry",
    "congdoan.membership",
    "congdoan.funds",
    "congdoan.goods",
    "congdoan.obligations",
    "congdoan.intake",
    "congdoan.activities",
    "congdoan.cases",
    "congdoan.dues",
    "congdoan.indicators",
    "congdoan.reports",
    "congdoan.narratives",
    "congdoan.forgetting",
    "congdoan.api",
    "congdoan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "congdoan.site.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "congdoan.web.shell.middleware.redirects_for_htmx",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "congdoan.site.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "congdoan.web.shell.middleware.kept_by_nobody",
    "congdoan.web.shell.middleware.WorkingOn",
    "congdoan.web.shell.once.sent_once",
    "congdoan.web.shell.middleware.Refusals",
]

ROOT_URLCONF = "congdoan.site.urls"
WSGI_APPLICATION = "congdoan.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(_package.glob("web/*/templates")),
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "congdoan.web.shell.templatetags.shell",
                "congdoan.web.shell.templatetags.figures",
            ],
            # an area's own tags stand in its tags.py and are loaded by the area's name
            "libraries": {
                path.parent.name: f"congdoan.web.{path.parent.name}.tags" for path in _package.glob("web/*/tags.py")
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "congdoan.web.shell.renderer.Renderer"
CSRF_FAILURE_VIEW = "congdoan.web.shell.errors.session_ended"

DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", **database.connection(_here)}}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _here.behind_https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = _here.behind_https
SECURE_SSL_REDIRECT = _here.behind_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _here.behind_https else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if _here.behind_https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = sorted(path for path in _package.rglob("locale") if path.is_dir())
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = _here.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": _here.papers}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
