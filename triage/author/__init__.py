"""Help for whoever writes knowledge: what every field means, JSON Schemas for editors, scaffolds for new entries.

fields.py, household_fields.py  every field in Indonesian: the schemas' descriptions and the scaffolds' TODOs
files.py  which file is of which kind · schemas.py  one JSON Schema a kind · wiring.py  the first line of a file
scaffold.py  an entry of TODOs · place.py  where a new entry goes
"""
