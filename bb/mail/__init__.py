"""Mail: the page of a digest, its calendar, the queue it waits in, and the way out.

Nothing here knows what a case is: a line of a mail has a label, a few words and days, so that no
name, address, wijk or complaint can reach it. Every mail has exactly one recipient.
"""
