# Every target sets up what it needs (tools/environment.py) and is quick when that is done.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON3 ?= python3
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -P -m pytest
# the core and the tools are tested without QGIS in the process
PYTEST_CORE := $(PYTEST) -p no:pytest_qgis -p no:pytest-qt

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.DEFAULT_GOAL := help

# --- set-up -----------------------------------------------------------------------------------------------------------

.PHONY: venv
venv: ## Install what is missing: QGIS, lrelease, .venv with the development tools
	@command -v $(PYTHON3) >/dev/null || { echo "Python is missing. On Debian: sudo apt-get install python3"; exit 1; }
	@$(PYTHON3) tools/environment.py

.PHONY: stage
stage: venv ## Build the plugin folder build/stage/halplan_plugin
	@$(PYTHON) tools/stage.py

# --- use --------------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: stage ## Make Musterstadt and its heat plan in build/demo
	@$(PYTHON) tools/demo.py

.PHONY: qgis
qgis: stage ## Open QGIS with the plugin and a profile of its own (PROJECT=... opens a project)
	@$(PYTHON) tools/qgis_env.py gui $(PROJECT)

# --- checks -----------------------------------------------------------------------------------------------------------

.PHONY: test test-core test-plugin test-cli test-package
test: test-core test-plugin test-cli test-package ## Run all tests

test-core: venv ## Run the tests of core, tools and architecture (no QGIS)
	$(PYTEST_CORE) tests/core tests/tools tests/test_architecture.py tests/test_contributing.py tests/test_docs.py

test-plugin: stage ## Run the tests of the staged plugin in QGIS
	QT_QPA_PLATFORM=offscreen PYTHONPATH=build/stage $(PYTEST) tests/plugin

test-cli: stage ## Run the tests of the commands halplan and qgis_process
	$(PYTEST_CORE) tests/cli

test-package: stage ## Run the tests of the plugin zip
	$(PYTEST_CORE) tests/package

.PHONY: lint
lint: venv ## Check style and layout with ruff
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

# mypy knows packages by their folders, so the core needs a folder of its import name
.PHONY: type
type: stage ## Check types with mypy (strict): core, plugin and tools
	@mkdir -p build/types && ln -sfn ../../core build/types/halplan_core
	MYPYPATH=build/types $(PYTHON) -m mypy -p halplan_core
	MYPYPATH=build/stage $(PYTHON) -m mypy -p halplan_plugin
	MYPYPATH=tools $(PYTHON) -m mypy tools

.PHONY: bench
bench: stage ## Compare with other tools on the same jobs, in an environment of its own
	@$(PYTHON3) tools/environment.py --bench
	build/bench-venv/bin/python benchmarks/run.py

.PHONY: docs
docs: venv ## Write the reference pages from the declarations
	$(PYTHON) tools/build_reference.py

.PHONY: i18n
i18n: venv ## Collect the texts to translate into halplan_plugin/i18n/halplan_de.ts
	$(PYTHON) tools/i18n.py

# --- packaging --------------------------------------------------------------------------------------------------------

.PHONY: zip
zip: venv ## Build build/halplan_plugin-<version>.zip
	@$(PYTHON) tools/build_zip.py

.PHONY: check-zip
check-zip: zip ## Check the zip by the rules of the plugin repository
	@$(PYTHON) tools/check_zip.py

.PHONY: clean
clean: ## Remove what was built; .venv stays
	rm -rf build .mypy_cache .pytest_cache .ruff_cache .hypothesis .qgis-settings halplan_core.egg-info
	find core halplan_plugin tests tools benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +
