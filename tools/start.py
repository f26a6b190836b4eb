"""Bring up the site of `make run` in one process: init, publish, demo people and a year of citizens, serve.

The same five commands typed one after the other do the same; here the program is loaded once.
"""

import os
import sys

from lms.cli import main

# A broken course is named and keeps its last good release; the site is served all the same.
MAY_FAIL = "publish"
# The smallest district whose units have answers enough for a verdict on their training.
YEAR = ("demo", "year", "--scale", "0.3", "--if-empty")


def start(port: str) -> None:
    # The shelf of a trial is this repository's own: what a demo trainer publishes is no commit in it.
    os.environ.setdefault("LMS_GIT_COMMIT", "false")
    for command in (("init",), (MAY_FAIL,), YEAR, ("demo",)):
        try:
            main(list(command), standalone_mode=False)
        except SystemExit as end:
            if end.code and command != (MAY_FAIL,):
                raise
    main(["serve", "--port", port])


if __name__ == "__main__":
    start(sys.argv[1])
