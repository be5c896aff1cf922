import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


def give_uids(apps, schema_editor):
    sessions = apps.get_model("events", "Session").objects
    while some := list(sessions.filter(uid=None).only("pk").order_by("pk")[:500]):
        for session in some:
            session.uid = uuid.uuid4()
        sessions.bulk_update(some, ["uid"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_registration"),
        ("vocabularies", "0002_specialisation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="programme_number",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="session",
            name="audience",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="session",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="format",
            field=models.CharField(
                blank=True,
                choices=[
                    ("plenary", "Plenary"),
                    ("fireside_chat", "Fireside chat"),
                    ("panel", "Panel debate"),
                    ("parallel", "Parallel session"),
                    ("workshop", "Workshop"),
                    ("exhibition", "Exhibition"),
                    ("site_visit", "Site visit"),
                    ("meetings", "Meetings"),
                    ("break", "Break"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="interpretation",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="session",
            name="language",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="session",
            name="outside_key",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="session",
            name="sequence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="session",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="sessions", to="vocabularies.topic"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="uid",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(give_uids, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="session",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="session",
            name="updated_at",
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name="speaker",
            name="announced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="speaker",
            name="part",
            field=models.CharField(
                choices=[
                    ("speaker", "Speaker"),
                    ("panellist", "Panellist"),
                    ("moderator", "Moderator"),
                    ("expert", "Expert"),
                    ("host", "Host"),
                ],
                default="speaker",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("record", models.JSONField()),
                ("brief", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("published_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_versions",
                        to="events.event",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("on_site", "On site"), ("online", "Online")],
                        default="on_site",
                        max_length=8,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("floor", models.CharField(blank=True, max_length=60)),
                ("how_to_find", models.TextField(blank=True)),
                ("join_url", models.URLField(blank=True)),
                ("embed_url", models.URLField(blank=True)),
                ("opens_minutes", models.PositiveSmallIntegerField(default=15)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rooms",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sessions",
                to="events.room",
            ),
        ),
        migrations.CreateModel(
            name="SessionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("slides", "Slides"),
                            ("recording", "Recording"),
                            ("paper", "Paper"),
                            ("other", "Something else"),
                            ("call", "A call"),
                            ("need", "A business need"),
                            ("group", "A group"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=150)),
                ("url", models.URLField(max_length=500)),
                ("shown_from", models.DateTimeField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="events.session",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("events", "Blue"),
                            ("funding", "Amber"),
                            ("organisations", "Teal"),
                            ("news", "Slate"),
                            ("people", "Plum"),
                            ("groups", "Green"),
                            ("matchmaking", "Crimson"),
                            ("ink", "Black"),
                        ],
                        default="events",
                        max_length=14,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tracks",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="track",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sessions",
                to="events.track",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outside_key", ""), _negated=True),
                fields=("event", "outside_key"),
                name="one_session_per_outside_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeversion",
            constraint=models.UniqueConstraint(
                fields=("event", "number"), name="one_programme_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Lower("name"),
                name="one_room_of_a_name_per_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Lower("name"),
                name="one_track_of_a_name_per_event",
            ),
        ),
    ]
