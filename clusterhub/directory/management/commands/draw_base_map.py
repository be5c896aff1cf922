import json

from django.core.management.base import BaseCommand

from clusterhub.directory.base_map import FOLDER, base_map


class Command(BaseCommand):
    help = "Draw europe.svg once more from the base map (only needed when the base map changes)."

    def handle(self, *args, **options):
        topology = json.loads((FOLDER / "europe-50m.topojson").read_text(encoding="utf-8"))
        drawn = base_map(topology)
        (FOLDER / "europe.svg").write_text(drawn, encoding="utf-8")
        self.stdout.write(f"europe.svg: {len(drawn):,} bytes")
