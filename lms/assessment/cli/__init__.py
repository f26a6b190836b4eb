"""Commands about quizzes: `lms quiz grade|import|export|stats|regrade`."""

import click


@click.group()
def quiz() -> None:
    """Mark, exchange, weigh and re-mark quizzes."""


__all__ = ["quiz"]
