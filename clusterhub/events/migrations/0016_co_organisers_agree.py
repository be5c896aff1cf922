from django.db import migrations, models
from django.utils import timezone


def believe_those_who_are_shown(apps, schema_editor):
    """Until now whoever was named was shown; nobody vanishes from a page by an upgrade."""
    apps.get_model("events", "CoOrganiser").objects.update(agreed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("events", "0015_reminder")]

    operations = [
        migrations.AddField("coorganiser", "agreed_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(believe_those_who_are_shown, migrations.RunPython.noop),
    ]
