from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "clusterhub.news"
