"""How `analysis/language/model` is made: from raw corpora to the packaged spaCy pipeline."""
