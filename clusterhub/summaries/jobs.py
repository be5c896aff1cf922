from django_tasks import task

from clusterhub.summaries.files import pdf_of
from clusterhub.summaries.models import SummaryFile
from clusterhub.summaries.operations import files_to_make, give_up_hopeless, make_file


@task()
def make_summary_file(pk):
    """Make one queued file; one that is done, or in another worker's hands, is left alone."""
    file = SummaryFile.objects.filter(pk=pk).first()
    if file:
        make_file(file, pdf_of)


def make_waiting_files():
    """By the clock: what was queued and never begun, and what a killed worker left behind."""
    give_up_hopeless()
    for file in files_to_make()[:20]:
        make_file(file, pdf_of)
