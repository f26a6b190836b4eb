"""Quizzes that leave for other programs, and question banks that come from them."""
