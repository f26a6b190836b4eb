"""Reading what a stranger sent: by its bytes alone, bounded, with nothing opened as a PDF."""
