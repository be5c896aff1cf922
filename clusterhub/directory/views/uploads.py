"""Files of a limited size: what is larger is refused by what it says of itself, before it comes."""

from functools import wraps

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

_FORM_AROUND = 100_000  # Boundaries and the other fields.


class LimitedUpload(FileUploadHandler):
    """Counts what comes, since nobody has to say the truth before."""

    def __init__(self, request, most):
        super().__init__(request)
        self.left = most

    def receive_data_chunk(self, raw_data, start):
        self.left -= len(raw_data)
        if self.left < 0:
            self.request.is_upload_too_large = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size):
        return None


def limited_upload(too_large):
    """`too_large(request, words, *args)` answers for a view that was sent more than the setting says.

    The token against forgery stands in the body; so the size is looked at before the token.
    """

    def with_a_limit(view):
        guarded = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def limited(request, *args, **kwargs):
            most = settings.IMPORT_MAX_BYTES
            words = _("The file is larger than %d MB.") % (most // 1024**2)
            if _length(request) > most + _FORM_AROUND:
                return too_large(request, words, *args, **kwargs)
            request.upload_handlers.insert(0, LimitedUpload(request, most))
            response = guarded(request, *args, **kwargs)
            if getattr(request, "is_upload_too_large", False):
                return too_large(request, words, *args, **kwargs)
            return response

        return limited

    return with_a_limit


def _length(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
