from django.urls import path

from clusterhub.applications.views import (
    exports,
    links,
    made_files,
    mine,
    submitting,
    team,
    writing,
)

ONE = "applications/<uuid:uid>/"
urlpatterns = [
    path("applications/", mine.mine, name="mine"),
    path("calls/<slug:slug>/application/", mine.start, name="start"),
    path(ONE, mine.application, name="application"),
    path(f"{ONE}facts/", mine.facts, name="facts"),
    path(f"{ONE}sections/<slug:key>/", writing.section, name="section"),
    path(f"{ONE}answers/", writing.answers, name="answers"),
    path(f"{ONE}rivals/<int:pk>/", writing.rival, name="rival"),
    path(f"{ONE}files/to/<slug:key>/", writing.files, name="files"),
    path(f"{ONE}files/<uuid:file>/", exports.file, name="file"),
    path(f"{ONE}files/<uuid:file>/removal/", writing.file_removal, name="file-removal"),
    path(f"{ONE}team/", team.team, name="team"),
    path(f"{ONE}team/<int:pk>/role/", team.member_role, name="member-role"),
    path(f"{ONE}team/<int:pk>/end/", team.member_end, name="member-end"),
    path(f"{ONE}partners/", team.partners, name="partners"),
    path(f"{ONE}partners/<int:pk>/asking/", team.partner_asking, name="partner-asking"),
    path(f"{ONE}partners/<int:pk>/removal/", team.partner_removal, name="partner-removal"),
    path(f"{ONE}submission/", submitting.submission, name="submission"),
    path(f"{ONE}withdrawal/", submitting.withdrawal, name="withdrawal"),
    path(f"{ONE}receipts/<int:number>/", submitting.receipt, name="receipt"),
    path(f"{ONE}receipts/<int:number>.json", submitting.receipt_json, name="receipt-json"),
    path(f"{ONE}reading/", submitting.reading, name="reading"),
    path(f"{ONE}accesses/", submitting.accesses, name="accesses"),
    path(f"{ONE}application.pdf", made_files.export, name="pdf"),
    path(f"{ONE}pdf/", made_files.export_page, name="pdf-page"),
    path(f"{ONE}application.docx", exports.export_docx, name="docx"),
    path(f"{ONE}application.json", exports.export_json, name="json"),
    path("application-invitations/<str:token>/", links.invitation, name="invitation"),
    path("application-partners/<str:token>/", links.partner, name="partner"),
]
