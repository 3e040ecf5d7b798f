# Every target works in a fresh clone: the environment is made on first use, inside the clone.
# Override on the command line: make test VENV=/elsewhere PYTHON=python3.12 JOBS=4

PYTHON ?= python3
VENV   ?= .venv
JOBS   ?= 2
DEMO   := demo-waterstad
YEAR   := $(shell TZ=Europe/Amsterdam date +%Y)

BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
REPORT := $(DEMO)/rapport-$(YEAR).html

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check lock fuzz bench example docs clean tools

help: ## deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: $(READY) ## laat bb zien met een verzonnen organisatie in demo-waterstad/ (steeds opnieuw gemaakt)
	@rm -rf $(DEMO)
	@echo
	@echo "1. We maken een verzonnen organisatie, vol zaken en vrijwilligers rond vandaag."
	@$(BIN)/bb demo $(DEMO)
	@echo
	@echo "2. bb validate: klopt alles wat er in de bestanden staat?"
	@$(BIN)/bb -C $(DEMO) validate
	@echo
	@echo "3. bb match: welke twee vrijwilligers passen bij welke wachtende zaak?"
	@$(BIN)/bb -C $(DEMO) match
	@echo
	@echo "4. bb followups: wat is er te doen, en waarom?"
	@$(BIN)/bb -C $(DEMO) followups
	@echo
	@echo "5. bb report $(YEAR): het jaaroverzicht."
	@$(BIN)/bb -C $(DEMO) report $(YEAR)
	@echo
	@echo "Open $(CURDIR)/$(REPORT) in een browser om het jaaroverzicht te lezen."

test: $(READY) ## voer alle tests uit
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(READY) ## controleer stijl, opmaak en typen
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

fuzz: $(READY) ## zoek lang naar gevallen waarin een eigenschap niet geldt
	@$(BIN)/python -m pytest -n $(JOBS) -m hypothesis --hypothesis-profile=fuzz
	@# Not every Python has a wheel of atheris; tools/fuzz.py then says that it was skipped, and fails with CI set.
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/pip install --quiet --only-binary atheris --no-build-isolation -e '.[fuzz]' || true
	@$(BIN)/python tools/fuzz.py
	@$(BIN)/python -m tests.actions.histories --two 1000 --three 200
	@$(BIN)/python -m tests.simulated_year --seed 1 --seed 2 --seed 3

bench: $(READY) ## meet hoe snel bb is, als verhouding tot vaste maten
	@$(BIN)/python benchmarks/run.py

example: $(READY) ## schrijf de voorbeeldorganisatie in deze map opnieuw
	@$(BIN)/python tools/example.py

docs: $(READY) ## schrijf de tabellen in docs/ opnieuw uit de code
	@$(BIN)/python tools/docs.py

lock: ## vernieuw requirements.lock uit pyproject.toml
	@$(PYTHON) -m venv --clear $(VENV)-lock
	@$(VENV)-lock/bin/pip install --quiet pip-tools
	@CUSTOM_COMPILE_COMMAND="make lock" $(VENV)-lock/bin/pip-compile --quiet --upgrade --extra dev --strip-extras \
		--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock pyproject.toml
	@rm -rf $(VENV)-lock

clean: ## gooi weg wat make gemaakt heeft
	@rm -rf $(VENV) $(VENV)-lock $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .fuzz
	@find bb tests -name __pycache__ -type d -prune -exec rm -rf {} +

tools:
	@command -v $(PYTHON) >/dev/null || { echo "Python ontbreekt. Installeer Python 3.11 of nieuwer, bijvoorbeeld: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Deze Python is te oud: bb heeft 3.11 of nieuwer nodig. Heeft u een nieuwere, geef die dan op: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python kan geen eigen omgeving maken. Installeer wat ontbreekt, bijvoorbeeld: sudo apt install python3-venv"; exit 1; }
	@command -v git >/dev/null || { echo "git ontbreekt. Installeer het, bijvoorbeeld: sudo apt install git"; exit 1; }

# Order-only on `tools`: the checks always run first, but do not make a ready environment stale.
$(READY): requirements.lock pyproject.toml | tools
	@echo "We zetten alles klaar in $(VENV)/ (alleen de eerste keer, ongeveer een minuut)."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q bb
	@touch $@
