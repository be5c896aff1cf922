"""Open calls that are hosted here: their forms, applications from the first word to the receipt, and
who may read them when. What a call is, and when it closes, stays with funding."""
