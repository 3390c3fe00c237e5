"""The scoreboard: what this project promises of itself, measured by real runs, each figure beside its bar."""
