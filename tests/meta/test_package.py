"""A built wheel holds everything the product needs when it is installed far from the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.meta.sources import PACKAGES, project_files, shown

_NEEDED = (
    "setup.cfg",
    "pyproject.toml",
    "MANIFEST.in",
    "README.md",
    "README.vi.md",
    "CHANGELOG.md",
    "NOTICE",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of a copy of the packages, built with the setuptools of this environment."""
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("setuptools is older than the build needs: pip install -e '.[test]'")
    source = tmp_path_factory.mktemp("source")
    for package in PACKAGES:
        shutil.copytree(CHECKOUT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*_NEEDED, "wsgi.py"):
        shutil.copy(CHECKOUT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(source / "dist"), "."],
        cwd=source,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (source / "dist").glob("rasoat-*.whl")
    return zipfile.ZipFile(built)


def test_every_file_of_the_packages_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    held = set(wheel.namelist())
    wanted = {shown(path) for path in project_files() if shown(path).split("/")[0] in PACKAGES}
    wanted = {name for name in wanted if not name.endswith((".pyc", ".mo"))}
    assert {Path(name).suffix for name in wanted} >= {
        ".py",
        ".jsonl",
        ".yaml",
        ".csv",
        ".html",
        ".css",
        ".docx",
    }
    assert sorted(wanted - held) == []


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    folders = {name.split("/")[0] for name in wheel.namelist()}
    assert {name for name in folders if not name.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_brings_the_command_and_its_needs(wheel: zipfile.ZipFile) -> None:
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    assert "rasoat = app.cli.main:main" in wheel.read(f"{info}/entry_points.txt").decode()
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert "Requires-Python: >=3.11" in metadata
    assert "Requires-Dist: Flask" in metadata
