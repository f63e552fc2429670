"""A whole complaint list at once: read, classify, write, and show. Nothing is lost, nothing leaks."""
