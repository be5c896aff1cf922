from django.urls import path
from django.views.decorators.http import require_safe

from clusterhub.funding.views import (
    calls,
    desk,
    documents,
    eligibility,
    following,
    for_you,
    looks,
    rules,
    sources,
)
from clusterhub.funding.views.feeds import CallsFeed, calls_csv, feed_json

app_name = "funding"
urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls.json", calls.calls_json, name="calls-json"),
    path("calls/calendar.ics", calls.calendar, name="calendar"),
    path("calls/feed.atom", require_safe(CallsFeed()), name="feed"),
    path("calls/feed.json", feed_json, name="feed-json"),
    path("calls.csv", calls_csv, name="calls-csv"),
    path("calls/timeline/", looks.timeline, name="timeline"),
    path("calls/months/", looks.months, name="months"),
    path("calls/compare/", looks.compare, name="compare"),
    path("calls/embedded/", looks.embedded, name="embedded"),
    path("calls/embedding/", looks.embedding, name="embedding"),
    path("calls/alerts/", following.alerts, name="alerts"),
    path("calls/alerts/new/", following.new_alert, name="new-alert"),
    path("calls/alerts/at/<str:token>/", following.alerts_at, name="alerts-at"),
    path("calls/alerts/at/<str:token>/stop/", following.alerts_stop, name="alerts-stop"),
    path("calls/<slug:slug>/follow/", following.follow, name="follow"),
    path("calls/for-you/", for_you.for_you, name="for-you"),
    path("calls/for-you.json", for_you.for_you_json, name="for-you-json"),
    path("calls/<slug:slug>/set-aside/", for_you.set_aside, name="set-aside"),
    path("calls/import/", sources.imports, name="imports"),
    path("calls/<slug:slug>/sources/", sources.sources, name="sources"),
    path("calls/<slug:slug>/sources/following/", sources.follow_source, name="follow-source"),
    path("calls/new/", desk.add_call, name="add-call"),
    path("calls/<slug:slug>.json", calls.call_json, name="call-json"),
    path("calls/<slug:slug>.ics", calls.call_ics, name="call-ics"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/eligibility/", eligibility.eligibility, name="eligibility"),
    path(
        "calls/<slug:slug>/eligibility.json", eligibility.eligibility_json, name="eligibility-json"
    ),
    path(
        "calls/<slug:slug>/eligibility/answers/removal/",
        eligibility.forget_answers,
        name="forget-answers",
    ),
    path("calls/<slug:slug>/rules/", rules.rules, name="rules"),
    path("calls/<slug:slug>/rules/group/", rules.rule_group, name="rule-group"),
    path("calls/<slug:slug>/rules/new/<slug:kind>/", rules.add_rule, name="add-rule"),
    path("calls/<slug:slug>/rules/<str:rule_id>/", rules.rule, name="rule"),
    path("calls/<slug:slug>/rules/<str:rule_id>/removal/", rules.rule_removal, name="rule-removal"),
    path("calls/<slug:slug>/edit/", desk.edit_call, name="edit-call"),
    path("calls/<slug:slug>/publication/", desk.publication, name="publication"),
    path("calls/<slug:slug>/moments/", desk.moments, name="call-moments"),
    path("calls/<slug:slug>/documents/", documents.documents, name="documents"),
    path("calls/<slug:slug>/documents/<uuid:uid>/", documents.document, name="document"),
    path(
        "calls/<slug:slug>/documents/<uuid:uid>/removal/",
        documents.document_removal,
        name="document-removal",
    ),
    path("calls/<slug:slug>/deadlines/", desk.deadlines, name="deadlines"),
    path("calls/<slug:slug>/deadlines/<int:pk>/", desk.deadline, name="deadline"),
    path(
        "calls/<slug:slug>/deadlines/<int:pk>/removal/",
        desk.deadline_removal,
        name="deadline-removal",
    ),
]
