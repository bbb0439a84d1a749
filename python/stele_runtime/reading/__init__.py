"""Reads models that may be incomplete: what cannot be loaded is noted, and the rest is described."""
