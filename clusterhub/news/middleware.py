from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, resolve_url

DESK = "/editing/"
POLICY = "Content-Security-Policy"
SELF, INLINE = "'self'", "'unsafe-inline'"

# What Wagtail's pages need beyond our own policy: inline scripts of its date fields, styles that
# its text editor sets, drawings from memory, and the preview in a frame of the same site.
ALSO_ALLOWED = {
    "script-src": [INLINE],
    "style-src": [INLINE],
    "img-src": ["blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}
PREVIEW = {"frame-ancestors": [SELF]}
SIGN_IN = ("login/", "password_reset/")


class EditingDeskMiddleware:
    """Keeps the editing desk to editors, and its looser security policy to the desk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(DESK):
            return self.get_response(request)
        if request.path.removeprefix(DESK).startswith(SIGN_IN):
            return redirect(f"{resolve_url('account_login')}?next={DESK}")
        # Wagtail would send her to sign in, and the sign-in page back here, for ever.
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        response = self.get_response(request)
        if POLICY in response:  # A preview: made as a public page, and as strict, but in a frame.
            del response[POLICY]
        else:
            response._csp_update = ALSO_ALLOWED
        response._csp_replace = PREVIEW
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response
