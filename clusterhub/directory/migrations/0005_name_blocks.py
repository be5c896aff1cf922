from django.db import migrations

from clusterhub.directory.blocks import blocks_of_key

AT_ONCE = 1000


def make_blocks(apps, schema_editor):
    """Organisations are found by blocks of their names from now on, people by grams as before."""
    NameKey, NameBlock, NameGram = (
        apps.get_model("directory", name) for name in ("NameKey", "NameBlock", "NameGram")
    )
    keys = NameKey.objects.exclude(organisation=None)
    NameGram.objects.filter(name__in=keys).delete()
    NameBlock.objects.all().delete()
    waiting = []
    for pk, key in keys.values_list("pk", "key").iterator():
        waiting += [NameBlock(name_id=pk, block=block) for block in sorted(blocks_of_key(key))]
        if len(waiting) >= AT_ONCE:
            NameBlock.objects.bulk_create(waiting, batch_size=AT_ONCE)
            waiting = []
    NameBlock.objects.bulk_create(waiting, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_reminders")]
    operations = [migrations.RunPython(make_blocks, migrations.RunPython.noop)]
