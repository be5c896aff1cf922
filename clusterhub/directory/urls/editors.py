from django.urls import path

from clusterhub.directory.views import claims, editors

_OWN = "organisations/<slug:slug>"

urlpatterns = [
    path("organisations/mine/", editors.mine, name="mine"),
    path("invitations/<slug:token>/", editors.invitation, name="invitation"),
    path(f"{_OWN}/claim/", claims.claim, name="claim"),
    path(f"{_OWN}/editors/", editors.editors, name="editors"),
    path(f"{_OWN}/editors/<int:pk>/end/", editors.editorship_end, name="editorship-end"),
    path(f"{_OWN}/editors/<int:pk>/level/", editors.editorship_level, name="editorship-level"),
    path(f"{_OWN}/editors/<int:pk>/handing-over/", editors.handing_over, name="handing-over"),
    path(
        f"{_OWN}/invitations/<int:pk>/withdrawal/",
        editors.invitation_withdrawal,
        name="invitation-withdrawal",
    ),
]
