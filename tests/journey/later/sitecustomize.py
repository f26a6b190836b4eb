"""Python runs this first: the program and all that it starts live some days later than everybody else.

Only the wall clock is moved; whoever waits, waits as long as ever.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(days=int(os.environ["DAYS_LATER"])), tick=True).start()
