"""The commands: thin functions that parse, call the pipeline and print. Imports of slow parts stay inside them."""
