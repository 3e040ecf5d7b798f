"""What `bb` does, one module per action: read, decide, write, keep as one commit.

The only package that joins the core with files and git. Actions return values; commands print.
"""
