"""The course that the notebooks make up: its index, its glossary and what a class is handed.

`python -m analysis.course index` renews the tables of notebooks/README.md; `python -m analysis.course
handout` writes the students' notebooks and the teacher's PDF.
"""
