"""Launcher for a checkout: `python cli.py new "…"`. Installed, the same program is `triage`."""

from triage.__main__ import run

if __name__ == "__main__":
    run()
