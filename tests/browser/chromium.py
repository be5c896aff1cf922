"""Where Chromium is: the one that CHROMIUM names, else the one on the path. Exit status 1 if none."""

import os
import shutil
import sys


def find():
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


if __name__ == "__main__":
    sys.exit(0 if find() else 1)
