"""How Sphinx builds the documentation; it needs no network."""

import sys
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.reference_pages import write

project = "trackntrace"
author = "the trackntrace authors"
copyright = f"2026 {author}"
pyproject = Path(__file__).parent.parent / "pyproject.toml"
release = tomllib.loads(pyproject.read_text("utf-8"))["project"]["version"]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "jupyter_execute"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = f"{project} {release}"
html_show_search_summary = False
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_timeout = 120
myst_enable_extensions = ["colon_fence", "deflist"]

# values that do not let themselves be printed, or fill megabytes; what SQLAlchemy says of itself
unshown = ["NO_TEXTS", "BAD_DOCUMENTS", "HOSTILE_TEXTS", "cache_ok"]
autodoc_default_options = {"members": True, "show-inheritance": True, "exclude-members": ", ".join(unshown)}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!trackntrace\.).*|.*\.(_\w+|[A-Z])")]


def setup(app: Sphinx) -> None:
    """A page a module, written before the pages are read."""
    app.connect("builder-inited", lambda _: write())
