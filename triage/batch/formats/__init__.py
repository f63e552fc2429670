"""One module for each kind of file: what reads it record by record, and what writes it.

Every reader is a generator that yields one Row or Reject for each record and returns the last number it gave.
"""
