from django import forms
from django.utils.translation import gettext_lazy as _
from modelsearch.backends import get_search_backend

from clusterhub.directory.forms import ListFilters
from clusterhub.vocabularies.models import Topic

MOST_FOUND = 500


class NewsFilters(ListFilters):
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, query, news):
        topics = Topic.objects.filter(news__in=news).distinct()
        super().__init__(query, topic=[(topic.slug, str(topic)) for topic in topics])

    def apply(self, news):
        # Words first: the index knows the door's own columns, and none of a topic.
        if words := self.chosen.get("q"):
            found = get_search_backend().search(words, news, operator="and")
            news = news.filter(pk__in=[page.pk for page in found[:MOST_FOUND]])
        if topic := self.chosen.get("topic"):
            news = news.filter(topics__slug=topic)
        return news.newest_first()
