from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from clusterhub.accounts.views import activity, consents, entrance, people, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("photo/", profile.photo, name="photo"),
    path("photo/removal/", profile.photo_removal, name="photo-removal"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<slug:purpose>/", consents.consent, name="consent"),
    path("data/", profile.own_data, name="own-data"),
    path("data/account.json", profile.export, name="export"),
    path("data/closing/", profile.closing, name="closing"),
    path("welcome/", entrance.welcome, name="welcome"),
    path("login/code/confirm/", entrance.sign_in_code, name="sign-in-code"),
    path("demo/", entrance.demo_sign_in, name="demo"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/", people.role, name="role"),
    path("activity/", activity.activity, name="activity"),
    # allauth's doors that this site does not use: one sign-in page, and no passwords.
    path("login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("password/<path:rest>", RedirectView.as_view(url=reverse_lazy("mfa_index"))),
]
