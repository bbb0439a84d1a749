"""Loads models of a person in the real library, and runs scripts over them, in Pyodide."""
