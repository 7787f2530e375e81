# The two commands: `make film` and `make test`. Each sets up what it needs in .venv first.
PROMPT ?= A peaceful forest at sunrise
OUT ?= film.mp4
BIN := .venv/bin

.PHONY: film transcribe serve test check lint types imports test-slow storm bench sheets gallery notices kernels lock clean

film: .venv/.base ## make a film of PROMPT into OUT
	@$(BIN)/reelwright make "$(PROMPT)" --output "$(OUT)" $(ARGS)

transcribe: .venv/.transcribe ## install what tells words from sound, and the base

serve: .venv/.server ## serve films over HTTP at 127.0.0.1:8000
	@$(BIN)/reelwright serve $(ARGS)

test: check ## the one door: format, lint, types, imports, tests
	$(BIN)/pytest -m "not slow"

check: lint types imports

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports --no-cache

test-slow: .venv/.dev ## the slow tier: minutes, not seconds
	$(BIN)/pytest -m slow
	$(BIN)/pytest -m "not slow" --search -q tests/unit tests/render

STORM = $(BIN)/python tests/durable/crash/storm.py $(or $(JOBS),5000) $(or $(KILLS),800) $(or $(SEED),1)
storm: .venv/.dev ## 5,000 jobs and 800 deaths on each database, and every promise looked at (JOBS, KILLS, SEED)
	$(STORM) sqlite:///build/storm/sqlite/storm.db build/storm/sqlite
	$(STORM) postgresql build/storm/postgresql

bench: .venv/.dev ## the figures in benchmarks/, measured here
	$(BIN)/python -m benchmarks.pipeline
	$(BIN)/python -m benchmarks.render
	$(BIN)/python -m benchmarks.api

sheets: .venv/.dev ## the films and contact sheets of the README
	$(BIN)/python tools/sheets.py

gallery: .venv/.dev ## pictures of every setting, style and subject, and twelve films, into build/gallery
	$(BIN)/python tools/gallery.py build/gallery --size 1920x1080
	$(BIN)/python tools/films.py build/gallery/films
	$(BIN)/python tools/page.py

notices: .venv/.dev ## whose work is in the package and beside it, after a change of the locks
	$(BIN)/python tools/notices.py

.venv/.base: requirements/base.lock pyproject.toml tools/venv.sh
	@tools/venv.sh base

.venv/.transcribe: requirements/transcribe.lock pyproject.toml tools/venv.sh
	@tools/venv.sh transcribe

.venv/.server: requirements/server.lock pyproject.toml tools/venv.sh
	@tools/venv.sh server

.venv/.dev: requirements/dev.lock pyproject.toml tools/venv.sh
	@tools/venv.sh dev

kernels: .venv/.dev ## the machine code in the package, after a change of its loops
	$(BIN)/python tools/kernels.py

# Versions a week old at least; no registry is named in a lock, so a mirror serves as well.
AGE = $(shell date -u -d '7 days ago' +%Y-%m-%d)
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-header --exclude-newer $(AGE) --upgrade
lock: ## make the lock files anew (needs uv)
	$(LOCK) --group dev --group build --all-extras --output-file requirements/dev.lock
	$(LOCK) --group build --constraint requirements/dev.lock --output-file requirements/base.lock
	$(LOCK) --group build --extra transcribe --constraint requirements/dev.lock \
		--output-file requirements/transcribe.lock
	$(LOCK) --group build --extra server --constraint requirements/dev.lock \
		--output-file requirements/server.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis film.mp4
