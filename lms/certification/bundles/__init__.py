"""Many certificates as one ZIP: a wish, its list frozen on the day, an archive that resumes to the byte."""
