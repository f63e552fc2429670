"""Launcher for a checkout: `python cli.py new "…"`. Installed, the same program is `triage`."""

from triage.cli.app import main

if __name__ == "__main__":
    raise SystemExit(main())
