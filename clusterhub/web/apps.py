from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "clusterhub.web"
