import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.events.forms.registration import clean_name
from clusterhub.events.operations.door import Said
from clusterhub.events.operations.text import one_line
from clusterhub.events.tickets import code_in

AT_ONCE = 50  # Scans in one request; a device with more sends several.


class DoorForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the door"),
        max_length=60,
        help_text=_("What your helpers and the next door call it: main entrance, hall 2."),
    )
    session = forms.ModelChoiceField(
        label=_("Only for one session"),
        queryset=None,
        required=False,
        empty_label=_("No, for the whole event"),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = event.sessions.all()

    def clean_name(self):
        if not (name := one_line(self.cleaned_data["name"])):
            raise ValidationError(_("A door needs a name."))
        return name


class WalkInForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class RoomForm(forms.Form):
    url = forms.URLField(
        label=_("Address of the online room"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_(
            "Shown only to who is registered online, from 15 minutes before the start. Empty: there"
            " is none."
        ),
    )

    player = forms.URLField(
        label=_("Address of a player"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_(
            "What the video service calls the address to embed. It is shown on our page, and only"
            " after a press, because the service then sees who watches."
        ),
    )

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not re.match(r"https?://", url):
            raise ValidationError(_("The address begins with https://."))
        return url

    def clean_player(self):
        player = self.cleaned_data["player"]
        if player and not player.startswith("https://"):
            raise ValidationError(_("The address begins with https://."))
        return player


def read_scans(sent):
    """What a device sends, as Said; ValueError for what no page of ours wrote. Its clock may be
    wrong, so that its own "now" stands beside."""
    if not isinstance(sent, dict) or not isinstance(sent.get("scans"), list):
        raise ValueError("no scans")
    if len(sent["scans"]) > AT_ONCE:
        raise ValueError("too many scans")
    ahead = _instant(sent.get("now")) - timezone.now()
    return [_said(one, ahead) for one in sent["scans"]]


def _said(one, ahead):
    if not isinstance(one, dict):
        raise ValueError("not a scan")
    ref = one.get("ref")
    if ref is not None and (type(ref) is not int or not 0 < ref < 2**63):
        raise ValueError("not a row")
    undoes = one.get("undoes")
    return Said(
        client_id=UUID(str(one.get("id"))),
        at=_instant(one.get("at")) - ahead,
        code=code_in(str(one.get("code") or "")[:300]),
        ref=ref,
        undoes=UUID(str(undoes)) if undoes else None,
        was_offline=bool(one.get("offline")),
    )


def _instant(milliseconds):
    if type(milliseconds) not in (int, float) or not 0 <= milliseconds < 4_000_000_000_000:
        raise ValueError("not an instant")
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
