"""Finding organisations, also among a million: a search index beside the database, which stays the truth."""
