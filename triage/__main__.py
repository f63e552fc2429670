"""`python -m triage`, and the console script: nothing is imported before Ctrl-C can be answered."""

import sys


def run() -> None:
    """Run the program and leave with its exit code."""
    try:
        from triage.cli.app import main

        code = main()
    except KeyboardInterrupt:  # while the program was still being imported
        print("dihentikan", file=sys.stderr)
        code = 130
    raise SystemExit(code)


if __name__ == "__main__":
    run()
