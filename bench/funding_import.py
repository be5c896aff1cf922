"""`import-calls` of the files that it is given, in a process of its own: wall, CPU, memory; then once
more, when nothing is new."""

import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from django.core.management import call_command
from django.db import connection

from bench.measuring import print_table

MOST_SECONDS = 60
STEP = """
import resource, sys, django
django.setup()
from django.core.management import call_command
call_command("import_calls", *sys.argv[1:])
use = resource.getrusage(resource.RUSAGE_SELF)
print(f"CPU {use.ru_utime + use.ru_stime:.1f} MB {use.ru_maxrss // 1024}")
"""


def run(files, database_pid=None):
    del database_pid
    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)
    connection.close()
    names = [str(Path(name).resolve()) for name in files]
    rows = [_import(words, names) for words in ("for the first time", "once more")]
    title = f"{len(files)} files, {sum(Path(name).stat().st_size for name in names) // 1000} kB"
    columns = ["import-calls", "seconds", "CPU s", "most memory, MB", "what it says"]
    print_table(f"{title}; bar: {MOST_SECONDS} s", columns, rows)


def _import(words, names):
    began = perf_counter()
    step = [sys.executable, "-c", STEP, *names]
    out = subprocess.run(step, capture_output=True, text=True, check=True).stdout
    wall = perf_counter() - began
    cpu, memory = re.search(r"CPU (\S+) MB (\d+)", out).groups()
    summary = next(line for line in out.splitlines() if " calls: " in line)
    return (words, f"{wall:.1f}", cpu, memory, summary.strip())
