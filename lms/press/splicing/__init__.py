"""A page printed once, then altered by person: the fast way of the press, equal to the slow or not taken."""
