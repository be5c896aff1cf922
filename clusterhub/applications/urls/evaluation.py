from django.urls import path

from clusterhub.applications.urls import addresses as _addresses  # noqa: F401 – knows <hosted:…>.
from clusterhub.applications.views import (
    awards,
    cases,
    evaluation,
    exports,
    judging,
    made_files,
    outcomes,
    ranking,
    remedies,
    together,
)

app_name = "evaluation"
CALL = "calls/<hosted:slug>/evaluation/"
CASE = f"{CALL}applications/<int:number>/"
FILE = "evaluations/<uuid:uid>/"
ONE = "applications/<uuid:uid>/"
AWARDS = "calls/<hosted:slug>/awards/"
urlpatterns = [
    path(CALL, evaluation.desk, name="desk"),
    path("calls/<hosted:slug>/evaluation.json", evaluation.desk_json, name="desk-json"),
    path(f"{CALL}rules/", evaluation.rules, name="rules"),
    path(f"{CALL}rules/fixing/", evaluation.fixing, name="fixing"),
    path(f"{CALL}people/", evaluation.people, name="people"),
    path(f"{CALL}people/<int:pk>/end/", evaluation.person_end, name="person-end"),
    path(f"{CALL}assignment/", evaluation.assignment, name="assignment"),
    path(f"{CALL}minutes/", evaluation.minutes, name="minutes"),
    path(f"{CALL}minutes.json", evaluation.minutes_json, name="minutes-json"),
    path(f"{CALL}ranking/", ranking.ranking, name="ranking"),
    path(f"{CALL}ranking.json", ranking.ranking_json, name="ranking-json"),
    path(f"{CALL}ranking.csv", ranking.ranking_csv, name="ranking-csv"),
    path(f"{CALL}ranking/letters/<int:number>/", ranking.letter, name="letter"),
    path(f"{CALL}ranking/<slug:step>/", ranking.take_step, name="step"),
    path(CASE, cases.case, name="case"),
    path(f"{CALL}applications/<int:number>.json", cases.case_json, name="case-json"),
    path(f"{CASE}remedy/", remedies.remedy, name="remedy"),
    path(f"{CASE}<slug:action>/", cases.act, name="act"),
    path("calls/<hosted:slug>/results/", outcomes.results, name="results"),
    path("calls/<hosted:slug>/results.json", outcomes.results_json, name="results-json"),
    path(AWARDS, awards.awards, name="awards"),
    path("calls/<hosted:slug>/awards.csv", awards.awards_csv, name="awards-csv"),
    path("calls/<hosted:slug>/awards.json", awards.awards_json, name="awards-json"),
    path(f"{AWARDS}<int:number>/", awards.award, name="award"),
    path(f"{AWARDS}<int:number>/<slug:action>/", awards.act, name="award-act"),
    path("evaluations/", judging.mine, name="mine"),
    path("evaluations.json", judging.mine_json, name="mine-json"),
    path("evaluations/invitations/<int:pk>/", judging.invitation, name="invitation"),
    path(FILE, judging.file, name="file"),
    path("evaluations/<uuid:uid>.json", judging.file_json, name="file-json"),
    path(f"{FILE}application.pdf", made_files.judged, name="file-pdf"),
    path(f"{FILE}pdf/", made_files.judged_page, name="file-pdf-page"),
    path(f"{FILE}application.docx", exports.judged_docx, name="file-docx"),
    path(f"{FILE}tie/", judging.tie, name="tie"),
    path(f"{FILE}consensus/", together.consensus, name="consensus"),
    path(f"{FILE}agreement/", together.agreement, name="agreement"),
    path(f"{FILE}files/<uuid:file>/", judging.attachment, name="attachment"),
    path(f"{ONE}outcome/", outcomes.outcome, name="outcome"),
    path(f"{ONE}outcome.json", outcomes.outcome_json, name="outcome-json"),
    path(f"{ONE}outcome/appeal/", outcomes.appeal, name="appeal"),
    path(f"{ONE}outcome/giving-back/", outcomes.giving_back, name="giving-back"),
    path(f"{ONE}outcome/steps/<int:pk>/", outcomes.deliver, name="deliver"),
]
