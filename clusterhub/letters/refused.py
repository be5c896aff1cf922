"""Why a letter was not taken, and whether asking again could help. Knows no database."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import BadHeaderError

# By name, because to import anymail's takes an eighth of a second at every start.
OF_PROVIDERS = {"AnymailInvalidAddress", "AnymailRecipientsRefused", "AnymailUnsupportedFeature"}


def is_final(error):
    """Only what is said of this letter; a server that is away or knows us not may yet be mended."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    if OF_PROVIDERS & {kind.__name__ for kind in type(error).__mro__}:
        return True
    return isinstance(error, BadHeaderError | UnicodeError)


def words_of(error):
    """The server's own words, as a line that an organiser can read."""
    if isinstance(error, SMTPRecipientsRefused):
        answers = [_answer(code, words) for code, words in error.recipients.values()]
        return "; ".join(answers)[:300]
    if isinstance(error, SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)[:300]
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _answer(code, words):
    words = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(f"{code} {words}".split())
