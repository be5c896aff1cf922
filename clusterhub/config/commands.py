"""The console command: `clusterhub read-summary FILE` runs the command `read_summary`."""

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments=None):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterhub.config.settings")
    arguments = list(sys.argv if arguments is None else arguments)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)
