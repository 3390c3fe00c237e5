"""How Sphinx builds the documentation; it needs no network."""

import tomllib
from pathlib import Path

project = "trackntrace"
author = "the trackntrace authors"
copyright = f"2026 {author}"
pyproject = Path(__file__).parent.parent / "pyproject.toml"
release = tomllib.loads(pyproject.read_text("utf-8"))["project"]["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"{project} {release}"
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!trackntrace\.).*|.*\.(_\w+|[A-Z])")]
