from django.urls import path

from clusterhub.accounts.openid import views

# allauth includes these and knows them by these names.
urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
