"""The checks of a report. Each module has `find(report, rules)`, which yields its findings."""
