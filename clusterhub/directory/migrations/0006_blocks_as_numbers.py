from django.db import migrations, models

from clusterhub.directory.blocks import blocks_of_key, numbers_of

AT_ONCE = 1000


def make_blocks(apps, schema_editor):
    """The same blocks, a number each."""
    NameKey, NameBlock = (apps.get_model("directory", name) for name in ("NameKey", "NameBlock"))
    keys, last = NameKey.objects.exclude(organisation=None).order_by("pk"), 0
    while names := list(keys.filter(pk__gt=last).values_list("pk", "key")[:AT_ONCE]):
        last = names[-1][0]
        numbers = numbers_of((block, pk) for pk, key in names for block in blocks_of_key(key))
        NameBlock.objects.bulk_create([NameBlock(pk=each) for each in numbers], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_name_blocks")]
    operations = [
        migrations.DeleteModel("NameBlock"),
        migrations.CreateModel(
            name="NameBlock",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False))],
        ),
        migrations.RunPython(make_blocks, migrations.RunPython.noop),
    ]
