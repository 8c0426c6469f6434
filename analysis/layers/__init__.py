"""One module per linguistic question: its record, its spaCy component, its table.

Every table has a row per finding; `COLUMNS` of a module says what each column holds.
"""
