# Each target is one line a person can read. Set up once; later runs skip it.
ARTICLES ?= data/articles
OUT ?= output
UV_VERSION = 0.13.9
UV = .tools/bin/uv
PYTHON = .venv/bin/python

.PHONY: setup run lab test notebooks bench fuzz kills lint rules

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock $(UV)
	$(UV) sync --frozen --quiet && touch $@

$(UV):
	python3 -m venv .tools && .tools/bin/python -m pip install --quiet uv==$(UV_VERSION)

run: setup
	$(PYTHON) -m analysis run "$(ARTICLES)" --out "$(OUT)"

lab: setup
	$(PYTHON) -m analysis lab

test: setup lint
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg tests/test_hostile.py tests/test_main.py notebooks tests

notebooks: setup
	$(PYTHON) -m jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb

bench: setup
	$(PYTHON) tests/benchmark.py

rules: setup
	$(PYTHON) tests/rules.py $(ARTICLES)

fuzz: setup
	$(PYTHON) tests/fuzz.py --n 20000

kills: setup
	$(PYTHON) tests/kills.py --articles 60 --kills 10

lint: setup
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy
