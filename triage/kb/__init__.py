"""The knowledge base: YAML files to frozen values, with every error at its place.

`load` gives the checked Knowledge (from a cache when nothing changed); `check` finds what is wrong with it.
"""
