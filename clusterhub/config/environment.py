"""Reads settings from the environment; what is missing or wrong says so in a sentence."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
        "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
    ),
}
# How each provider calls the key that stands in the address, after its own name.
PROVIDERS = {
    "brevo": "API_KEY",
    "mailersend": "API_TOKEN",
    "mailgun": "API_KEY",
    "mailtrap": "API_TOKEN",
    "postmark": "SERVER_TOKEN",
    "resend": "API_KEY",
    "sendgrid": "API_KEY",
    "sparkpost": "API_KEY",
}
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, default=False):
    value = text(name)
    if not value:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is '{value}'; write 1 or 0.")


def number(name, default):
    value = text(name) or str(default)
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} is '{value}'; write a whole number above 0.")
    return int(value)


def words(name, default=""):
    return [word for word in text(name, default).replace(",", " ").split() if word]


def choice(name, default, allowed):
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write one of: {', '.join(sorted(allowed))}."
        )
    return value


def folder(name, default):
    return made(Path(text(name) or default).expanduser().resolve())


def made(path):
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(url):
    """Turn `sqlite:///FILE` or `postgresql://user:password@host:port/name` into Django's form."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = unquote(url.partition("://")[2].partition("?")[0])
        name = name if name == ":memory:" else (name.removeprefix("/") or ":memory:")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with sqlite:/// or postgresql://, for example "
            "postgresql://clusterhub:secret@localhost:5432/clusterhub."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    keeps_statements = query.pop("keeps_statements", "1") != "0"
    return {
        "ENGINE": "clusterhub.web.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Not through a pooler that gives every transaction another connection.
        "KEEPS_STATEMENTS": keeps_statements,
    }


def cache(kind, folder):
    """Limits on sign-in count across processes, so the default is files that all of them see."""
    if kind == "files":
        return {
            "BACKEND": "clusterhub.web.file_cache.FileCache",
            "LOCATION": str(folder),
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    if kind == "memory":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    raise ImproperlyConfigured(f"CLUSTERHUB_CACHE is '{kind}'; write files or memory.")


def mail(url, outbox):
    """Settings for `smtp://user:password@host:port`, `smtps://…`, a provider as in
    `postmark://key`, or the outbox folder when empty."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(outbox),
        }
    parts = urlsplit(url)
    if parts.scheme in PROVIDERS and parts.netloc:
        return _provider(parts.scheme, parts.netloc)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "CLUSTERHUB_EMAIL_URL must look like smtp://user:password@mail.example.org:587, "
            f"or like postmark://key for one of: {', '.join(sorted(PROVIDERS))}."
        )
    # Nothing leaves this machine unencrypted, and relays on it seldom have a certificate.
    is_own_relay = parts.hostname in OWN_MACHINE and not parts.username
    return {
        "EMAIL_BACKEND": "clusterhub.letters.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not (parts.port == 25 or is_own_relay),
        "EMAIL_TIMEOUT": 20,
    }


def mail_webhook(name):
    """Without "user:password" from the provider, nobody tells us what came back."""
    secret = text(name)
    if secret and ":" not in secret:
        raise ImproperlyConfigured(f"{name} must look like user:password.")
    return {"WEBHOOK_SECRET": secret} if secret else {}


def _provider(name, words):
    """`mailgun://key@sender.example.org` names the sender's domain, too."""
    key, _at, domain = words.partition("@")
    prefix = name.upper()
    settings = {f"{prefix}_{PROVIDERS[name]}": unquote(key)}
    if domain:
        settings[f"{prefix}_SENDER_DOMAIN"] = domain
    return {
        "EMAIL_BACKEND": f"anymail.backends.{name}.EmailBackend",
        "EMAIL_HOST": name,
        "ANYMAIL": settings | {"REQUESTS_TIMEOUT": 20},
    }


def sign_in_services(specification):
    """OpenID Connect services out of `id|Name|https://issuer|client id|secret`, `;` between two."""
    services = []
    for entry in filter(None, (part.strip() for part in specification.split(";"))):
        fields = [field.strip() for field in entry.split("|")]
        if len(fields) != 5 or not all(fields):
            raise ImproperlyConfigured(
                "CLUSTERHUB_OIDC needs five parts between |: id, name, issuer address, "
                "client id, secret."
            )
        identifier, name, issuer, client, secret = fields
        if not issuer.startswith("https://") and urlsplit(issuer).hostname not in OWN_MACHINE:
            raise ImproperlyConfigured(
                f"The issuer '{issuer}' in CLUSTERHUB_OIDC must begin with https://: over anything "
                "else, anybody on the way could sign in as anybody."
            )
        services.append(
            {
                "provider_id": identifier,
                "name": name,
                "client_id": client,
                "secret": secret,
                "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
            }
        )
    return services


def origins(addresses):
    """Scheme and host of each address, once each, in order."""
    parts = (urlsplit(address) for address in addresses)
    return list(dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts))
