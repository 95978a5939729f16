"""What a table says, as sentences: each function takes a table of counts and returns Markdown; one module a notebook.

A finding is computed, never typed, so nbval tests the prose; and each has its words for a corpus with nothing to find.
"""
