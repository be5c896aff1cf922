from clusterhub.summaries.forms.record import RecordForm
from clusterhub.summaries.forms.rows import change_rows
from clusterhub.summaries.forms.upload import CorrectionForm, FilterForm, UploadForm

__all__ = ["CorrectionForm", "FilterForm", "RecordForm", "UploadForm", "change_rows"]
