"""Instants, zones, printed times and deadlines in words. No models; what happens when is left to the apps above."""
