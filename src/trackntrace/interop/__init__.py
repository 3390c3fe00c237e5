"""Interop: the library beside its neighbours, one module a neighbour, each loaded by whoever asks for it."""
