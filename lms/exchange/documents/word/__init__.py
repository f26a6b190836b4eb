"""Word documents, `.docx`.

What stands in them is read with mammoth and not with pandoc: mammoth is 200 kB of Python under BSD-2 that
runs in our own process on bytes which we have looked at, while pandoc is a program of 150 MB under GPL-2 that
would have to be installed beside and called. Both read styles as meaning (a “heading 1” is a heading however
it looks) and keep lists, tables with merged cells, footnotes, links, pictures and their alternative text.
What mammoth passes over in silence, formulas, comments, changes, charts, is found by a walk of our own before
it: formulas are turned into LaTeX, the others are named with the heading under which they stood.
"""
