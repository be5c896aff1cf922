import os
import time
from pathlib import Path

import pytest

from clusterhub.applications.models import Application, HostedCall, QuestionKind
from clusterhub.applications.operations import attaching
from clusterhub.applications.tests.makers import make_application, make_hosted
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.models import Call
from clusterhub.funding.operations import add_document
from clusterhub.funding.tests.makers import make_call
from clusterhub.home.jobs import sweep_files as job
from clusterhub.home.sweeping import KEPT_ASIDE, YOUNG, sweep_files
from clusterhub.home.timetable import TIMETABLE

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def names_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def attach(hosted):
    application = make_application(hosted)
    key = hosted.forms.get().questions.get(kind=QuestionKind.FILE).key
    return attaching.attach_file(
        application, key=key, name="plan.pdf", content=PDF, by=application.leader
    )


def in_a_week():
    return time.time() + 7 * 24 * 3600


def test_files_of_a_call_that_was_deleted_past_the_operations_go_and_all_others_stay(folder):
    hosted = make_hosted(questions=[{"kind": "file", "label": "Plan"}])
    gone, kept = attach(hosted), attach(make_hosted(questions=[{"kind": "file", "label": "Plan"}]))
    guide = add_document(make_call(), name="guide.pdf", content=PDF, by=None)
    lost = add_document(hosted.call, name="lost.pdf", content=PDF, by=None)
    logo = folder / "logos" / "left.png"
    logo.parent.mkdir()
    logo.write_bytes(b"x")
    strange = folder / "original_images" / "of-wagtail.png"
    strange.parent.mkdir()
    strange.write_bytes(b"x")
    Application.objects.filter(hosted=hosted).delete()
    HostedCall.objects.filter(pk=hosted.pk).delete()
    Call.objects.filter(pk=hosted.call_id).delete()

    young = sweep_files()
    swept = sweep_files(in_a_week())

    assert (young, swept) == ((0, 0), (3, 0))
    assert names_in(folder) == sorted(
        [
            *(kept.file.name, guide.file.name, "original_images/of-wagtail.png"),
            *(f"swept/{name}" for name in (gone.file.name, lost.file.name, "logos/left.png")),
        ]
    )
    assert sweep_files(in_a_week() + KEPT_ASIDE - 60) == (0, 0)
    assert sweep_files(in_a_week() + KEPT_ASIDE + 60) == (0, 3)
    assert not any(name.startswith("swept") for name in names_in(folder))


def test_what_has_just_been_written_waits_for_its_row(folder):
    path = folder / "calls" / "being-added.pdf"
    path.parent.mkdir()
    path.write_bytes(PDF)

    sweep_files(time.time() + YOUNG - 60)
    make_organisation()

    assert path.exists()


def test_the_worker_sweeps_by_the_clock(folder):
    entry = next(entry for entry in TIMETABLE if entry.task_path.endswith("home.jobs.sweep_files"))
    path = Path(folder) / "calls" / "old.pdf"
    path.parent.mkdir()
    path.write_bytes(PDF)
    os.utime(path, (1, 1))

    job()

    assert entry.seconds == 24 * 3600
    assert names_in(folder) == ["swept/calls/old.pdf"]
