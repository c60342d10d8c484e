# make site    builds the example into public/
# make test    every check there is
# make audit   axe on every kind of page in every language, light and dark, wide and narrow (some ten minutes)
# make fuzz    a million mutants of YAML and of Markdown, ten thousand sites (hours)
# make torture builds that are killed, refused and confused (an hour)
# make serve   builds, serves, follows your edits
# make check   what is wrong with the content
#
# Each sets up what it needs on a fresh machine and does nothing twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CJMGEN := $(BIN)/cjmgen

.PHONY: site test audit fuzz torture serve check setup test-setup clean lock

site: setup
	$(CJMGEN) build

serve: setup
	$(CJMGEN) serve

check: setup
	$(CJMGEN) check

test: test-setup
	$(BIN)/python -m pytest -n auto --dist worksteal

audit: test-setup
	$(BIN)/python -m pytest -m audit

fuzz: test-setup
	cd tests && ../$(BIN)/python -m fuzz yaml 1000000
	cd tests && ../$(BIN)/python -m fuzz markdown 1000000
	cd tests && ../$(BIN)/python -m fuzz site 10000

torture: test-setup
	cd tests && ../$(BIN)/python -m torture

setup: $(VENV)/.installed

test-setup: $(VENV)/.installed-test $(VENV)/.browser

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml tests/constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c tests/constraints.txt -e .
	touch $@

$(VENV)/.installed-test: pyproject.toml tests/constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c tests/constraints.txt -e '.[test,fallback]'
	touch $(VENV)/.installed $@

# The browser tests need a Chromium and fonts; where they may be installed, they are.
$(VENV)/.browser: | $(VENV)/bin/python
	sh tests/install-browser.sh
	touch $@

# Renews the exact versions that make uses, within the bounds of pyproject.toml.
lock: | $(VENV)/bin/python
	$(BIN)/pip install --quiet --upgrade -e '.[test,fallback]'
	$(BIN)/pip freeze --exclude-editable | sort -f > tests/constraints.txt

clean:
	rm -rf $(VENV) .cjmgen public build dist
