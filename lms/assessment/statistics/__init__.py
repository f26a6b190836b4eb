"""Statistics of a quiz: gathered from its attempts, weighed by rules, told in words and drawings."""
