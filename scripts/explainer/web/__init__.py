"""
Addresses out there: alive, dead, moved, or with the words gone that a passage quotes.

Nothing here is imported unless it is asked for: plain checks need no client.
"""
