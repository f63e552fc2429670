"""The household file: its shape, reading it with good errors, and turning its fields into evidence of signs."""
