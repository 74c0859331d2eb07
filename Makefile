# Everything starts here. On a fresh machine with Python 3.11 or newer, `make run` and `make test` need nothing else.

PORT    ?= 8501
ADDRESS ?= localhost
PYTHON  ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
             $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

# Prints the first Chromium that starts: the one without a window, if it is there, takes a sixth less time for a page.
# Ubuntu's chromium-browser is only a pointer to its app store: it does not start.
FIND_CHROMIUM := for browser in "$(CHROMIUM)" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do \
                   "$$browser" --version >/dev/null 2>&1 && command -v "$$browser" && break; done

# Debian keeps it where only root looks.
FIND_NGINX := { command -v nginx || command -v /usr/sbin/nginx; }

# As many tests at once as there are cores: neighbours stay together, and who is done takes from who is not. A single
# test is quicker without: .venv/bin/python -m pytest tests/unit/test_house.py
AT_ONCE := --numprocesses logical --maxprocesses 4 --dist worksteal

JAVASCRIPT := tools/javascript

.DEFAULT_GOAL := help
.PHONY: help run test bench lint audit validate clean programs

help:  ## List these commands.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed-run  ## Serve the dashboard on http://localhost:8501 (PORT=8600; ADDRESS=0.0.0.0 to share it; WORKERS=4).
	@$(BIN)/python -m hosting.workers --port $(PORT) --address $(ADDRESS)

test: .venv/.installed-test programs lint  ## Check style and types, run every test, look up the packages.
	@CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/python -m pytest $(AT_ONCE)
	@$(BIN)/python -m tools.audit || echo "A pinned package has a known vulnerability: see above. The tests have passed."

bench: .venv/.installed-test programs  ## Measure the dashboard against a plain Streamlit app.
	@CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/python -m benchmarks

lint: .venv/.installed-test $(JAVASCRIPT)/node_modules  ## Check style and types.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PATH="$(CURDIR)/$(BIN):$$PATH"; cd $(JAVASCRIPT) && { test ! -d node_modules || npm run --silent check; }

# What becomes known of a package today does not make yesterday's code fail its tests; this target does.
audit: .venv/.installed-test  ## Look up the pinned packages among known vulnerabilities, where PyPI can be reached.
	@$(BIN)/python -m tools.audit

validate: .venv/.installed-run  ## Check every record in data/articles and every story in data/stories.
	@$(BIN)/python -m data validate

clean:  ## Remove the virtual environment and everything that was cached.
	@rm -rf .venv $(JAVASCRIPT)/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/.installed-run: requirements.txt fragment/pyproject.toml | .venv/bin/python
	@echo "Installing requirements.txt"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.installed-test: requirements-dev.txt fragment/pyproject.toml | .venv/bin/python
	@echo "Installing requirements-dev.txt"
	@$(PIP) -r requirements-dev.txt
	@touch .venv/.installed-run $@

$(JAVASCRIPT)/node_modules: $(JAVASCRIPT)/package-lock.json | .venv/.installed-test
	@echo "Installing $(JAVASCRIPT)/package-lock.json"
	@PATH="$(CURDIR)/$(BIN):$$PATH"; cd $(JAVASCRIPT) && npm ci --silent --no-audit --no-fund --fetch-retries=0 && touch node_modules || \
	  { rm -rf node_modules; echo "npm's registry does not answer: the scripts that browsers run are not checked"; }

# What tests and benchmarks need beyond Python: Debian's packages where they can be installed, Playwright's own browser
# everywhere else. Without nginx the tests of several replicas are skipped, without wrk the API is not measured. The
# fonts are what a page without a screen is drawn with; libatomic1 is what Playwright's driver needs and small systems
# lack. SYSTEMD_OFFLINE keeps nginx's package from starting a web server on this machine.
programs: .venv/.installed-test
	@{ $(BIN)/playwright --version && test -n "$$($(FIND_CHROMIUM))" && $(FIND_NGINX) && command -v wrk; } >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo -n"; else root="no"; fi; \
	  if [ "$$root" != no ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium, nginx and wrk with apt-get"; \
	    $$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 apt-get install -qq -y \
	      --no-install-recommends chromium fonts-dejavu-core fonts-liberation libatomic1 nginx wrk >/dev/null; \
	    $$root apt-get install -qq -y --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true; \
	  fi; \
	}
	@test -n "$$($(FIND_CHROMIUM))" || $(BIN)/playwright install chromium
