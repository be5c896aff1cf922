from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.api.forms import TokenForm
from clusterhub.api.models import Token
from clusterhub.api.operations import MOST_TOKENS, TooManyTokens, make_token, revoke_token


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request):
    """The secret stands in this one answer and nowhere else: not in a session, not in an address."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    made, secret, status = None, "", 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                made, secret = make_token(request.user, **form.cleaned_data)
                form, status = TokenForm(), 201
            except TooManyTokens:
                words = _("You have %d tokens. Revoke one before you make another.") % MOST_TOKENS
                form.add_error(None, words)
    rows = Token.objects.visible_to(request.user)
    context = {"form": form, "made": made, "secret": secret, "tokens": rows}
    return render(request, "api/tokens.html", context, status=status)


@login_required
@require_POST
def revocation(request, pk):
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    revoke_token(token, by=request.user)
    messages.success(request, _("Revoked. Nobody gets in with it any more."))
    return redirect("api:tokens")
