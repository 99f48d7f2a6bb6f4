"""The law as pure Python: acts, citations, legal effect and checks.

No Flask, SQLAlchemy, Whoosh, clock or environment in here; ``as_of`` dates are always passed in.
Package data (vocabularies, dated legal rules) is read through :mod:`importlib.resources` only.
"""
