"""Fuzzing of the doors, guided by what each input reaches in the library: atheris, bounded in time."""
