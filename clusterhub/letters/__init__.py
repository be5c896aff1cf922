"""Letters: mail as rows, written with what they tell, sent once by the worker, and seen to arrive."""
