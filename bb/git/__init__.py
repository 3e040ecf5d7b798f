"""The history of an organisation's files: git, run safely.

`Repository` reads, `commit` makes one commit of exactly one action's files, `intent` and `lock` let an action survive a
crash and keep two commands apart. Nothing here runs a program that a repository names (hooks, filters, pagers, …).
"""
