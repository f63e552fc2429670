"""triage: from a complaint or a household file to a prioritised action plan for PKH facilitators."""

__version__ = "1.0.0"
