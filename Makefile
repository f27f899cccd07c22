# Two commands matter: `make run` and `make test`. `make help` lists the others.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
CODE := accounts benchmarks config deployments roster tests manage.py
# What a production environment states; `check --deploy` judges the settings under it.
PRODUCTION := DEBUG=0 DEMO=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') SECURE_TRANSPORT=1 \
	ALLOWED_HOSTS=roster.example.org DATABASE_URL=postgresql://roster@database/roster REDIS_URL=redis://broker/0
PYTEST_WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadgroup

.PHONY: help install install-dev run test check check-style check-types check-imports check-django check-openapi check-templates check-coverage \
	openapi format bench bench-teams bench-plan memory shell clean

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  PORT, STATE_DIR, DATABASE_URL and REDIS_URL are read from the environment or from the command line: make run PORT=8001"

install: .venv/installed  ## Prepare .venv with what the product needs
	@:

install-dev: .venv/installed-dev
	@:

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found. Debian: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment. Debian: apt install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) ..."
	@rm -rf .venv && $(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing what requirements.txt names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing what requirements-dev.txt names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch .venv/installed $@

run: install  ## Run the product until Ctrl-C, with its own database and broker (PORT=8000)
	@$(BIN)/python -m config.running

test: install-dev  ## Run every test on throw-away servers
	@$(PYTEST) --cov --cov-report= --cov-fail-under=0 || { code=$$?; rm -f .coverage; exit $$code; }

check: check-style check-types check-imports check-django check-openapi check-templates check-coverage  ## Hold every gate
	@echo "Every gate holds."

check-style: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: install-dev
	$(BIN)/mypy $(CODE)

check-imports: install-dev
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/architecture

check-django: install-dev
	DJANGO_SETTINGS_MODULE=config.test_settings $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

check-openapi: install-dev
	@fresh=$$(mktemp) && DJANGO_SETTINGS_MODULE=config.test_settings $(BIN)/python manage.py spectacular --validate --fail-on-warn --file $$fresh \
		&& diff -u docs/openapi.yaml $$fresh && rm -f $$fresh \
		|| { rm -f $$fresh; echo "docs/openapi.yaml is stale or the API's description has warnings: make openapi, then commit it."; exit 1; }

check-templates: install-dev
	$(BIN)/djlint --quiet --lint templates

check-coverage: .coverage
	$(BIN)/python -m tests.architecture.coverage_floors

# The figures of the last `make test`, unless a file is newer.
.coverage: $(shell git ls-files -- '*.py' templates 2>/dev/null)
	@$(MAKE) test

openapi: install-dev  ## Write docs/openapi.yaml anew from the code
	@DJANGO_SETTINGS_MODULE=config.test_settings $(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

format: install-dev  ## Bring code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev  ## Measure at 1,000, 10,000 and 100,000 people (SIZE=1000000 for one size of your own)
	@$(BIN)/python -m benchmarks $(if $(SIZE),--people $(SIZE))

bench-teams: install-dev  ## Measure the team solver against a general one and against greed
	@$(BIN)/python -m benchmarks.teams

bench-plan: install-dev  ## Measure the answer to a call, from stored people to the page
	@$(BIN)/python -m benchmarks.plan $(if $(SIZE),--people $(SIZE))

memory: install  ## Show the memory of what `make run` started
	@$(BIN)/python -m benchmarks.memory

shell: install  ## Open a Python shell on the running product's data
	@$(BIN)/python manage.py shell

clean:  ## Remove .venv and caches; data in .state only when you say so
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.* htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ -d .state ] && [ -t 0 ]; then \
		printf "Delete the data in .state too? They cannot be brought back. [y/N] "; read answer; \
		case "$$answer" in \
			y|Y) rm -rf "$$(readlink -f .state/servers)" .state ;; \
			*) echo "Kept .state." ;; \
		esac; \
	fi
