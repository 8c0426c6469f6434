# The commands of the README. Each sets up what it needs; a second run finds it done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARTICLE ?= data/articles/2025-12-06-ukraine-gespraeche.txt
CORPORA ?= ../shared/corpora

export TQDM_DISABLE := 1

.PHONY: briefing test lab course handout lint setup model accuracy seal bench lock clean

briefing: $(READY)  ## write the PDF briefing of the article
	@mkdir -p out
	$(BIN)/wortlaut briefing $(ARTICLE) -o out/briefing.pdf

test: $(READY)  ## all tests, notebooks included
	$(BIN)/python -m pytest -n auto --dist loadfile

lab: $(READY)  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

course: $(READY)  ## renew the tables of notebooks/README.md
	$(BIN)/python -m analysis.course index

handout: $(READY)  ## write out/handout: notebooks without solutions, and the teacher's PDF with them
	$(BIN)/python -m analysis.course handout -o out/handout

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

model: $(READY)  ## train the language model from the corpora
	$(BIN)/python -m pip install --quiet --require-hashes -r training/requirements.lock
	$(BIN)/python -m training --corpora "$(CORPORA)"

accuracy: $(READY)  ## measure the accuracy on the corpora and renew the README's table
	$(BIN)/wortlaut evaluate --data "$(CORPORA)" -o training
	$(BIN)/python -m training.accuracy

seal: $(READY)  ## after editing a lexicon or replacing the model: write down their fingerprints
	$(BIN)/python -m analysis.integrity

bench: $(READY)  ## how fast it is here (BENCH="--corpora DIR" for other texts than our own)
	$(BIN)/python -m benchmarks $(BENCH)

lock: $(READY)  ## resolve the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
	    --no-annotate --no-header --no-emit-index-url -o requirements.lock

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@# Otherwise JupyterLab asks each new user whether it may fetch news from the network.
	@$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements"
	@touch $(READY)

clean:
	rm -rf $(VENV) out
