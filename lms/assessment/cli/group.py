"""The group that the commands about quizzes stand in."""

import click


@click.group()
def quiz() -> None:
    """Mark, exchange, weigh and re-mark quizzes."""
