"""The field itself: records, journals, terms and what follows from them.

Pure values and functions. Nothing here reads a file, a clock or a repository.
"""
