"""
Files and data for machines, made from the project that the checks read.

Nothing here looks at the clock, and nothing needs `site_url`: without it, URLs are relative to the
site, and what has to be absolute is left out.
"""
