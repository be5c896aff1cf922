from django.db import migrations, models
from django.db.models.fields.json import KT


def keep_what_was_handed_in(apps, _schema):
    """Of what is there: domains by the contacts that are left, regions by what was handed in."""
    submissions = apps.get_model("applications", "Submission").objects
    domains = {}
    partners = apps.get_model("applications", "Partner").objects.exclude(contact_email="")
    for pk, address in partners.values_list("application", "contact_email"):
        domains.setdefault(pk, set()).add(address.rpartition("@")[2].strip().lower())
    for pk, found in domains.items():
        submissions.filter(application=pk).update(contact_domains=sorted(found))
    outcomes = apps.get_model("applications", "Outcome").objects
    rows = submissions.filter(application__outcome__isnull=False).order_by("number")
    regions = dict(rows.values_list("application", KT("snapshot__lead__region")))
    for pk, region in regions.items():
        if region:
            outcomes.filter(application=pk).update(region=region[:5])


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_info_sessions")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="contact_domains",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="outcome",
            name="region",
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.RunPython(keep_what_was_handed_in, migrations.RunPython.noop, elidable=True),
    ]
