"""Where the suite's own files lie: beside the package in a checkout, inside it where it was installed."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
INSTALLED = (HOME / "notebooks").is_dir()  # a built package carries the notebooks and the sample
ROOT = HOME if INSTALLED else HOME.parent
NOTEBOOKS, DATA = ROOT / "notebooks", ROOT / "data"


def find_cache() -> Path:
    """Return the folder for what was found in articles: `.cache` in a checkout, else the user's own cache folder."""
    if (ROOT / "pyproject.toml").exists():
        return ROOT / ".cache"
    usual = {"darwin": "~/Library/Caches", "win32": os.environ.get("LOCALAPPDATA", "~/AppData/Local")}
    folder = os.environ.get("XDG_CACHE_HOME") or usual.get(sys.platform, "~/.cache")
    return Path(folder).expanduser() / "news-framing"
