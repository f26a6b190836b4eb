"""The official report of a unit on a period: gathered, as a page, a workbook and a PDF."""
