"""Settings of Sphinx for the documentation site (decision 109). The source folder is the root of the repository."""

import html

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

project = "Quarterdeck"
author = "the Quarterdeck authors"
html_title = "Quarterdeck"

extensions = ["myst_parser"]
root_doc = "docs/site/index"
include_patterns = ["README.md", "CONTRIBUTING.md", "docs/**.md"]
# Sphinx does not search these folders.
exclude_patterns = [".*", "**/target", "**/node_modules", "docs/recordings"]

# The anchors are those of GitHub, so that a link works there and on the site.
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
# Blocks have no language where the pages name none.
highlight_language = "text"

html_theme = "furo"
html_theme_options = {"navigation_with_keys": True}
html_static_path = ["static"]
html_css_files = ["site.css"]
# The page at the root leads to docs/site/index.html.
html_extra_path = ["root"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False


class Mermaid(SphinxDirective):
    """A diagram, which mermaid.js draws in the browser. Without JavaScript, the reader sees its source."""

    has_content = True

    def run(self):
        source = html.escape("\n".join(self.content))
        return [nodes.raw("", f'<pre class="mermaid">{source}</pre>', format="html")]


def add_mermaid(app, pagename, templatename, context, doctree):
    """Adds mermaid.js, which has 3.6 MB, only to pages with a diagram."""
    if '<pre class="mermaid">' in context.get("body", ""):
        # Classic scripts, because browsers load no modules from file:.
        app.add_js_file("mermaid.min.js")
        app.add_js_file("diagrams.js")


def setup(app):
    app.add_directive("mermaid", Mermaid)
    app.connect("html-page-context", add_mermaid)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
