# Two commands: `make run` and `make test`. Both install what is missing and may be repeated.
PORT ?= 8000
# The first Python that is new enough.
PYTHON ?= $(or $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
# Certificates print the address in their QR code, so another port is another address.
ifneq ($(filter command environment,$(origin PORT)),)
export LMS_BASE_URL = http://127.0.0.1:$(PORT)
endif

.PHONY: run test bench drill lighthouse conformance check types unit coverage journey screenshots migration vendor stop setup setup-test help

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: setup  ## serve http://127.0.0.1:8000 (or PORT=8123) with demo people
	@exec .venv/bin/python tools/start.py $(PORT)

test: setup-test check unit  ## every check: style, types, walls, tests on both databases, browser journeys

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

unit:
	.venv/bin/pytest -n 2 --dist worksteal

coverage: setup-test  ## which lines no test reaches; it makes the suite half as long again
	.venv/bin/pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

journey: setup-test  ## the browser journeys alone
	.venv/bin/pytest tests/journey

screenshots: setup-test  ## the pictures of the manuals and the README, made anew by the journeys
	LMS_SCREENSHOTS=1 .venv/bin/pytest tests/journey

bench: setup-test  ## checking, kinds, exchange, an exam begun at once, citizens' answers and reports, their index and needs, regrades, statistics; pages beside a bare Flask route
	.venv/bin/python bench/check.py
	.venv/bin/python bench/kinds.py
	.venv/bin/python bench/exchange.py
	.venv/bin/python bench/exam.py
	.venv/bin/python bench/voice.py
	.venv/bin/python bench/citizens.py
	.venv/bin/python bench/regrade.py
	.venv/bin/python bench/figures.py
	.venv/bin/python bench/preview.py
	.venv/bin/python bench/run.py
	.venv/bin/python bench/certificates.py
	.venv/bin/python bench/certificates_bulk.py

drill: setup-test  ## certificates are made while their makers are killed with kill -9; none is lost, doubled or different
	.venv/bin/python bench/drill.py

lighthouse: setup  ## Lighthouse's marks of our pages on a phone; needs npm and Chromium
	.venv/bin/python tools/lighthouse.py

conformance: setup-test  ## our marks beside another program's: make conformance PACK=folder
	PYTHONPATH=. .venv/bin/python tools/conformance.py "$(PACK)"

migration: setup-test  ## write the next revision: make migration m="add due dates"
	.venv/bin/python tools/migration.py "$(m)"

vendor:  ## bundle the scripts of others that the studio uses, as tools/vendor/package.json pins them
	npm --prefix tools/vendor ci --no-audit --no-fund
	npm --prefix tools/vendor run build

stop:  ## end the PostgreSQL and Redis that the suite has started
	$(PYTHON) tools/services.py stop

setup:
	@$(PYTHON) tools/prepare.py run

setup-test:
	@$(PYTHON) tools/prepare.py test
