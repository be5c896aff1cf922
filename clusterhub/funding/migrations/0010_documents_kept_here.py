import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def number(apps, schema_editor):
    document = apps.get_model("funding", "CallDocument")
    rows = document.objects.filter(uid=None).only("pk")
    while some := list(rows[:1000]):
        for row in some:
            row.uid = uuid.uuid4()
        document.objects.bulk_update(some, ["uid"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("funding", "0009_no_news"),
    ]

    operations = [
        migrations.RemoveConstraint("calldocument", "a_call_has_a_document_once"),
        migrations.AddField("calldocument", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddField(
            "calldocument", "file", models.FileField(blank=True, upload_to="calls/", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "calldocument", "kind", models.CharField(blank=True, max_length=10, default=""),
            preserve_default=False,
        ),
        migrations.AddField("calldocument", "size", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "calldocument", "digest", models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "calldocument", "added_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL,
                related_name="+", to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("calldocument", "added_at", models.DateTimeField(blank=True, null=True)),
    ]
