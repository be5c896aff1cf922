import django.core.validators
import django.db.models.deletion
import modelsearch.index
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '__first__'),
        ('vocabularies', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('identifier', models.CharField(blank=True, max_length=80, verbose_name='official identifier')),
                ('kind', models.CharField(choices=[('direct', 'Direct'), ('cascade', 'Cascade funding')], default='direct', max_length=10, verbose_name='kind')),
                ('programme', models.CharField(blank=True, max_length=150, verbose_name='programme')),
                ('partnership', models.CharField(blank=True, max_length=200, verbose_name='partnership')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('url', models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='official page')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='where the facts come from')),
                ('words', models.TextField(blank=True, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('ecosystems', models.ManyToManyField(blank=True, related_name='calls', to='vocabularies.industrialecosystem')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to='directory.organisation')),
                ('topics', models.ManyToManyField(blank=True, related_name='calls', to='vocabularies.topic')),
            ],
            options={
                'ordering': ['title'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('time_zone', models.CharField(default='Europe/Brussels', max_length=60)),
                ('is_day_only', models.BooleanField(default=False, verbose_name='only the day is known')),
                ('label', models.CharField(blank=True, max_length=100, verbose_name='label')),
                ('as_printed', models.CharField(blank=True, max_length=200)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='funding.call')),
            ],
            options={
                'ordering': ['closes_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DeadlineChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_at', models.DateTimeField()),
                ('was_day_only', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='funding.deadline')),
            ],
            options={
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['closes_at'], name='deadline_closes'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(fields=('call', 'closes_at', 'label'), name='a_call_has_a_deadline_once'),
        ),
    ]
