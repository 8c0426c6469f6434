"""How fast Wortlaut is, and how much memory it takes: `python -m benchmarks` or `make bench`."""
