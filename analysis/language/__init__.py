"""German as spaCy sees it: the trained model, sentence boundaries, grammar."""
