PY ?= .venv/bin/python

.PHONY: setup test lint check bench docs
setup:
	python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]'
test:
	$(PY) -m pytest -q
lint:
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy
check:
	$(PY) -m triage kb check
bench:
	$(PY) bench/devdata.py && $(PY) bench/engine.py && $(PY) bench/text.py && $(PY) bench/start.py
	$(PY) bench/engines.py && $(PY) bench/batch.py
docs:
	$(PY) -m triage kb docs
