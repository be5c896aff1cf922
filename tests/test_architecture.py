"""The shape of the project: sizes, names and documents. Import rules are proved by import-linter."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "clusterhub"
MOST_LINES, MOST_FUNCTION_LINES = 300, 40
# Exceptions may only get fewer; each with its reason.
LONG_FILES = {}
LONG_FUNCTIONS = {}
FORBIDDEN_NAMES = {"common", "core", "utils", "helpers", "services", "manager", "handler"}


def python_files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    names = listed.stdout.split() or [
        str(path.relative_to(ROOT))
        for folder in ("clusterhub", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
    ]
    return [ROOT / name for name in names if "/migrations/" not in name and (ROOT / name).exists()]


def apps():
    return sorted(path.parent.name for path in PACKAGE.glob("*/apps.py"))


def test_no_file_is_too_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in python_files()
    }

    too_long = {name: count for name, count in lengths.items() if count > MOST_LINES}

    assert lengths, "no Python file was found, so nothing was checked"
    assert too_long == LONG_FILES


def test_no_function_is_too_long():
    too_long = {}

    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = node.end_lineno - node.lineno + 1
                if count > MOST_FUNCTION_LINES:
                    too_long[f"{path.relative_to(ROOT)}:{node.name}"] = count

    assert too_long == LONG_FUNCTIONS


def test_no_file_or_folder_has_a_name_that_says_nothing():
    names = {
        part for path in python_files() for part in (*path.parts[len(ROOT.parts) :], path.stem)
    }

    assert not names & FORBIDDEN_NAMES


@pytest.mark.parametrize("app", apps())
def test_every_app_says_what_it_is_for_and_stands_in_the_architecture(app):
    docstring = ast.get_docstring(ast.parse((PACKAGE / app / "__init__.py").read_text()))

    architecture = (ROOT / "docs" / "architecture.md").read_text()

    assert docstring and len(docstring) > 20
    assert re.search(rf"^\s*{app}/ ", architecture, re.MULTILINE)


def test_every_setting_is_documented_and_every_documented_setting_exists():
    names = r"\b(?:CLUSTERHUB_[A-Z_]+|(?:TEST_)?DATABASE_URL|TEST_WORKERS|CHROMIUM)\b"
    code = [
        PACKAGE / "config",
        *(ROOT / "tests" / name for name in ("database.py", "phases.py", "browser")),
    ]
    sources = [ROOT / "bin" / name for name in ("demo", "dev", "test", "check")]
    for place in code:
        sources += [place] if place.is_file() else list(place.rglob("*.py"))
    used = {name for path in sources for name in re.findall(names, path.read_text())}

    table = (ROOT / "docs" / "settings.md").read_text()
    documented = set(re.findall(rf"^\| `({names})`", table, re.MULTILINE))

    assert used - {"CLUSTERHUB_TEST_SERVER"} == documented


def test_only_operations_write():
    writes = re.compile(r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create)\(")
    doors = ("views", "views.py", "feeds.py", "api.py", "forms.py", "permissions.py")
    found = []

    for path in python_files():
        is_door = path.name in doors or {"views", "management"} & set(path.parts)
        if is_door and path.is_relative_to(PACKAGE) and "tests" not in path.parts:
            found += [
                f"{path.relative_to(ROOT)}:{number}"
                for number, line in enumerate(path.read_text().splitlines(), 1)
                if writes.search(line)
            ]

    assert found == []


def test_every_app_with_pages_has_tests():
    without = [
        app
        for app in apps()
        if list((PACKAGE / app).glob("urls*"))
        and not list(PACKAGE.glob(f"{app}/tests/**/test_*.py"))
    ]

    assert without == []
