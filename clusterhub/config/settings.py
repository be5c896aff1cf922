"""Every setting of an installation, read from the environment; docs/settings.md explains each."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from clusterhub.config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = env.folder("CLUSTERHUB_DATA_DIR", BASE_DIR / "var")

DEBUG = env.flag("CLUSTERHUB_DEBUG")
DEMO = env.flag("CLUSTERHUB_DEMO")
BASE_URL = env.text("CLUSTERHUB_BASE_URL", "http://localhost:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
SITE_NAME = env.text("CLUSTERHUB_SITE_NAME", "ClusterHub")

SECRET_KEY = env.text("CLUSTERHUB_SECRET_KEY")
if not SECRET_KEY:
    if IS_HTTPS:
        raise ImproperlyConfigured(
            "CLUSTERHUB_SECRET_KEY is missing. Make one with: "
            'python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    SECRET_KEY = "only-for-trying-it-out-on-one-machine-never-on-a-public-address"
SECRET_KEY_FALLBACKS = env.words("CLUSTERHUB_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.words("CLUSTERHUB_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if IS_HTTPS else []

INSTALLED_APPS = [
    "clusterhub.web",
    "clusterhub.clock",
    "clusterhub.documents",
    "clusterhub.activity",
    "clusterhub.letters",
    "clusterhub.accounts",
    "clusterhub.vocabularies",
    "clusterhub.directory",
    "clusterhub.events",
    "clusterhub.funding",
    "clusterhub.news",
    "clusterhub.summaries",
    "clusterhub.applications",
    "clusterhub.matchmaking",
    "clusterhub.labs",
    "clusterhub.home",
    "clusterhub.api",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "clusterhub.web.middleware.RequestIdMiddleware",
    "clusterhub.api.middleware.ApiMiddleware",
    "clusterhub.web.middleware.MethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clusterhub.activity.middleware.KeptPagesMiddleware",
    "clusterhub.web.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clusterhub.web.middleware.HtmxAnswersMiddleware",
    "clusterhub.web.middleware.ReaderTimeZoneMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "clusterhub.news.middleware.EditingDeskMiddleware",
    "clusterhub.directory.middleware.MovedDeskMiddleware",
]

ROOT_URLCONF = "clusterhub.config.urls"
WSGI_APPLICATION = "clusterhub.config.wsgi.application"
FORM_RENDERER = "clusterhub.web.forms.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clusterhub.web.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": env.database(env.text("DATABASE_URL") or f"sqlite:///{DATA_DIR}/clusterhub.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache(env.text("CLUSTERHUB_CACHE", "files"), DATA_DIR / "cache")}
TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",  # A worker does them.
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",  # In tests.
        }[env.choice("CLUSTERHUB_TASKS", "database", {"database", "immediate"})],
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "clusterhub.config.search"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my-page"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "clusterhub.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"confirm_login_code": "clusterhub.accounts.forms.ConfirmLoginCodeForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
# By connection or by whoever is already signed in, never by account or address ("key"): nobody can
# use up somebody else's tries. Each code allows three tries and is bound to the browser that asked.
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip,200/h/ip",
    "login_failed": "10/m/ip,60/h/ip",
    "request_login_code": "20/m/ip,200/h/ip",
    "signup": "10/m/ip,60/h/ip",
    "confirm_email": "10/m/ip",
    "reset_password": "5/m/ip",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
}
MFA_FORMS = {"authenticate": "clusterhub.accounts.forms.AuthenticateForm"}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
SIGN_IN_SERVICES = env.sign_in_services(env.text("CLUSTERHUB_OIDC"))
SOCIALACCOUNT_ADAPTER = "clusterhub.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_IN_SERVICES}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = env.text("CLUSTERHUB_TIME_ZONE", "Europe/Brussels")
USE_TZ = True
USE_I18N = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.made(DATA_DIR / "static")
# Not an installed app: its admin asks for GDAL, its tags write scripts into the page.
STATICFILES_DIRS = [Path(find_spec("leaflet").origin).parent / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # The form of a long summary has a field for each cell.
SUMMARY_MAX_BYTES = 20 * 1024 * 1024
SEARCH_DIR = env.folder("CLUSTERHUB_SEARCH_DIR", DATA_DIR / "search")
CALLS_FROM = env.text("CLUSTERHUB_CALLS_FROM").split()
IMPORT_MAX_BYTES = env.number("CLUSTERHUB_IMPORT_MAX_MB", 20) * 1024 * 1024
OPEN_DATA_LICENCE = env.text("CLUSTERHUB_OPEN_DATA_LICENCE")

# Mail
OUTBOX_DIR = DATA_DIR / "outbox"
globals().update(env.mail(env.text("CLUSTERHUB_EMAIL_URL"), OUTBOX_DIR))
ANYMAIL = globals().get("ANYMAIL", {}) | env.mail_webhook("CLUSTERHUB_EMAIL_WEBHOOK_SECRET")
DEFAULT_FROM_EMAIL = env.text("CLUSTERHUB_EMAIL_FROM", "ClusterHub <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A browser holds a form to this list even when our answer leads on to a sign-in service.
        "form-action": [
            SELF,
            *env.origins(service["settings"]["server_url"] for service in SIGN_IN_SERVICES),
        ],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_ENGINE = "clusterhub.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "clusterhub.web.views.csrf_failure"
ARRIVAL_HEADER = env.text("CLUSTERHUB_ARRIVAL_HEADER")
if env.flag("CLUSTERHUB_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# News (Wagtail, fenced)
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # People set their zone in their profile.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILEMBEDS_FINDERS = []
TAGGIT_CASE_INSENSITIVE = True

console = {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "clusterhub.web.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "clusterhub.web.logs.JsonFormatter"}},
    "handlers": {"console": console},
    "root": {"handlers": ["console"], "level": env.text("CLUSTERHUB_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
