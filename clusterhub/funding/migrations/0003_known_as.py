"""Calls that were there before imports: known under their identifier, written by hand."""

from django.db import migrations

from clusterhub.directory.names import fold

WRITTEN = (
    "title identifier kind programme partnership summary url opens_at organisation source"
).split()


def know_calls(apps, schema_editor):
    call_model = apps.get_model("funding", "Call")
    alias_model = apps.get_model("funding", "CallAlias")
    known = set()
    for call in call_model.objects.prefetch_related("deadlines").order_by("pk"):
        names = [name for name in WRITTEN if getattr(call, name)]
        call.by_hand = sorted([*names, *(["deadlines"] if call.deadlines.all() else [])])
        call.save(update_fields=["by_hand"])
        folded = fold(call.identifier)[:120]
        if folded and folded not in known:
            known.add(folded)
            alias_model.objects.create(call=call, identifier=call.identifier, folded=folded)


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_calls_in_full")]

    operations = [migrations.RunPython(know_calls, migrations.RunPython.noop)]
