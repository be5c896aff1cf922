from django.db import migrations
from django.db.models import F


def note_when_changed(apps, schema_editor):
    # What happened before is no news.
    apps.get_model("funding", "DeadlineChange").objects.update(noted_at=F("changed_at"))
    apps.get_model("funding", "CallChange").objects.update(noted_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("funding", "0008_noted")]

    operations = [migrations.RunPython(note_when_changed, migrations.RunPython.noop)]
