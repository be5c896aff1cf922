from allauth.account import forms as account_forms
from allauth.account.internal.stagekit import clear_login
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as mfa_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.adapter import AccountAdapter
from clusterhub.accounts.consents import OPTIONAL, WORDINGS
from clusterhub.accounts.languages import EU_LANGUAGES
from clusterhub.accounts.models import ConsentPurpose, Role
from clusterhub.accounts.photos import PhotoRefused, portrait
from clusterhub.clock.zones import choosable_zones

SECOND_FACTOR_TRIES = 5


class ConfirmLoginCodeForm(account_forms.ConfirmLoginCodeForm):
    """Wrong codes count against the connection they come from, never against the account."""

    def clean_code(self):
        request = context.request
        if not ratelimit.consume(request, action="login_failed", dry_run=True):
            raise ValidationError(AccountAdapter.error_messages["too_many_login_attempts"])
        try:
            return super().clean_code()
        except ValidationError:
            ratelimit.consume(request, action="login_failed")
            raise


class AuthenticateForm(mfa_forms.AuthenticateForm):
    """A few wrong second factors end this one sign-in; another connection is not concerned."""

    def clean_code(self):
        session = context.request.session
        try:
            code = super().clean_code()
        except ValidationError:
            session["second_factor_tries"] = session.get("second_factor_tries", 0) + 1
            if session["second_factor_tries"] >= SECOND_FACTOR_TRIES:
                del session["second_factor_tries"]
                clear_login(context.request)
                raise ValidationError(
                    _("That was wrong too often. Please sign in again from the start.")
                ) from None
            raise
        session.pop("second_factor_tries", None)
        return code


class ConsentsForm(forms.Form):
    """One box a purpose, none of them ticked beforehand."""

    terms = forms.BooleanField(
        label=WORDINGS[ConsentPurpose.TERMS].question,
        help_text=WORDINGS[ConsentPurpose.TERMS].explanation,
        error_messages={"required": _("Without the terms we cannot open your account.")},
    )
    newsletter = forms.BooleanField(
        label=WORDINGS[ConsentPurpose.NEWSLETTER].question,
        help_text=WORDINGS[ConsentPurpose.NEWSLETTER].explanation,
        required=False,
    )
    contact = forms.BooleanField(
        label=WORDINGS[ConsentPurpose.CONTACT].question,
        help_text=WORDINGS[ConsentPurpose.CONTACT].explanation,
        required=False,
    )

    def purposes(self):
        return [purpose for purpose in OPTIONAL if self.cleaned_data[purpose]]


class WelcomeForm(ConsentsForm):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name"]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=EU_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Hours are shown in the event's zone and in yours."),
        required=False,
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["time_zone"].choices = [("", _("As my device says")), *choosable_zones()]


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("A JPEG, PNG or WebP up to 4 MB. It is cut to a square; what your camera wrote into it is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip

    refusals = {
        "empty": _("This file is empty. Please choose another."),
        "too_big": _("This file is larger than 4 MB. Please choose a smaller one."),
        "no_picture": _(
            "This file is not a picture we can read. Please choose a JPEG, PNG or WebP."
        ),
        "too_many_pixels": _("This picture is far too large to open. Please choose a smaller one."),
        "too_small": _("This picture is too small. It should be at least 100 by 100 pixels."),
    }

    def clean_photo(self):
        try:
            return portrait(self.cleaned_data["photo"])
        except PhotoRefused as refusal:
            raise ValidationError(self.refusals[refusal.reason]) from None


class CloseAccountForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Type it once more, so that nobody closes an account by accident."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *arguments, person, **options):
        super().__init__(*arguments, **options)
        self.person = person

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email.casefold() != self.person.email.casefold():
            raise ValidationError(_("This is not the address of this account."))
        return email


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role)
