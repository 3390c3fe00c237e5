"""
Writes the JSON Schemas of our own formats: what the command line prints, and what it reads beside the marketplace's
JSON.

They are made of the words, grammars and standards of the code itself, so that neither can change without the other.
"""
