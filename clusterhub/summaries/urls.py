from django.urls import path

from clusterhub.summaries.views import (
    desk,
    download,
    draft,
    feed,
    page,
    publication,
    review,
    versions,
)

app_name = "summaries"
urlpatterns = [
    path("summaries/", page.summaries, name="summaries"),
    path("summaries/feed.atom", feed.feed, name="feed"),
    path("summaries/<slug:slug>/", page.summary_page, name="summary"),
    path("summaries/<slug:slug>.json", download.summary_json, name="summary-json"),
    path("summaries/<slug:slug>.pdf", download.summary_pdf, name="summary-pdf"),
    path("summaries/<slug:slug>.pdf/again/", download.retry_pdf, name="summary-pdf-again"),
    path(
        "summaries/<slug:slug>.docx", download.summary_file, {"format": "docx"}, name="summary-docx"
    ),
    path("summaries/<slug:slug>.md", download.summary_file, {"format": "md"}, name="summary-md"),
    path("desk/summaries/", desk.desk, name="desk"),
    path("desk/summaries/upload/", desk.upload, name="upload"),
    path("desk/summaries/new/", desk.new_summary, name="new"),
    path("desk/summaries/<int:pk>/", review.review, name="review"),
    path("desk/summaries/<int:pk>/matches/", review.confirm_matches, name="confirm-matches"),
    path("desk/summaries/<int:pk>/check/", review.check, name="check"),
    path("desk/summaries/<int:pk>/findings/<int:finding_pk>/", review.answer, name="answer"),
    path(
        "desk/summaries/<int:pk>/findings/<int:finding_pk>/withdraw/",
        review.withdraw,
        name="withdraw",
    ),
    path("desk/summaries/<int:pk>/same-talk/", versions.same_talk, name="same-talk"),
    path("desk/summaries/<int:pk>/versions/", versions.versions, name="versions"),
    path("desk/summaries/<int:pk>/versions/<int:version_pk>/", versions.version, name="version"),
    path("desk/summaries/<int:pk>/edit/", draft.edit, name="edit"),
    path("desk/summaries/<int:pk>/draft/", draft.autosave, name="draft"),
    path("desk/summaries/<int:pk>/invited/", draft.copy_invited, name="copy-invited"),
    path("desk/summaries/<int:pk>/text/", draft.preview_text, name="preview-text"),
    path(
        "desk/summaries/<int:pk>/set-aside/<int:set_aside_pk>/", draft.set_aside, name="set-aside"
    ),
    path("desk/summaries/<int:pk>/preview/", publication.preview, name="preview"),
    path("desk/summaries/<int:pk>/publication/", publication.publish, name="publish"),
    path("desk/summaries/<int:pk>/correction/", publication.correct, name="correct"),
    path("desk/summaries/<int:pk>/withdrawal/", publication.unpublish, name="unpublish"),
    path("desk/summaries/<int:pk>/deletion/", desk.delete, name="delete"),
]
