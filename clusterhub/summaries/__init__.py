"""What was said at an event: read from a document, written here, published everywhere.

Events, calls and organisations stay with their own apps; a summary only points at them.
"""
