# One verb per habit. `make run` and `make test` need only git, make and Python 3.11 or newer; the rest goes into .venv.

.DEFAULT_GOAL := help
.PHONY: help run test crash check format bench lock seeds-check clean
SHELL := /bin/sh
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
BIN := .venv/bin
LOCK := --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 - \2/p' Makefile

run: $(RUN) ## start ostbot: on Discord with a token in .env, else in the sandbox with a page in your browser
	@exec $(BIN)/ostbot run

test: $(DEV) ## run every test
	@$(BIN)/python -m pytest -n 4 --dist worksteal -m "not alone" $(ARGS)
	@$(BIN)/python -m pytest -m alone $(ARGS) || [ $$? -eq 5 ] # 5: none of them was asked for

crash: $(DEV) ## kill the real bot at every step, KILLS times (120, about five minutes); the last line counts the damage
	@$(BIN)/python -m tests.crash --kills $(or $(KILLS),120)

check: $(DEV) ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m seeds

format: $(DEV) ## put the code into shape
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: $(DEV) ## measure, as ratios to floors of the same run; writes bench/results.json
	@$(BIN)/python -m bench

seeds-check: $(RUN) ## every problem of the shipped catalogue, with file, line and key
	@$(BIN)/python -m seeds

lock: $(RUN) ## renew the locked requirements, with uv from the PATH or one put into .venv
	@command -v uv >/dev/null || $(BIN)/python -m pip install --quiet uv
	PATH="$$PATH:$(CURDIR)/$(BIN)" uv pip compile $(LOCK) --group build pyproject.toml -o requirements.txt
	PATH="$$PATH:$(CURDIR)/$(BIN)" uv pip compile $(LOCK) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what was installed and built; data/ stays
	rm -rf .venv build ostbot.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(RUN): requirements.txt pyproject.toml install.sh
	@./install.sh requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@./install.sh requirements-dev.txt
	@touch $@
