"""Instants, zones, printed times, deadlines in words and the lines of calendar files. No models; what happens when is left to the apps above."""
