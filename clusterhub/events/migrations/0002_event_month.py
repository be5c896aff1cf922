from django.db import migrations, models

from clusterhub.clock.zones import zone_info


def fill(apps, schema_editor):
    events = apps.get_model("events", "Event").objects
    rows = events.only("starts_at", "time_zone").order_by("pk")
    for start in range(0, rows.count(), 500):
        some = list(rows[start : start + 500])
        for event in some:
            event.month = f"{event.starts_at.astimezone(zone_info(event.time_zone)):%Y-%m}"
        events.bulk_update(some, ["month"])


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AddField(
            "event",
            "month",
            models.CharField(default="", editable=False, max_length=7),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
