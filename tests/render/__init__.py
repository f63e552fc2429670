"""Tests of the surfaces; run with GOLDEN=1 to write the expected pages anew, then read the diff."""
