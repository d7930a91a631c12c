"""Settings of Sphinx for the documentation site (decision 109). The source folder is the root of the repository."""

import html
import pathlib
import re

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


ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMBERS = ROOT / "etl/cli/src/main/resources/io/quarterdeck/cli/terminal/error-numbers.tsv"
GRAMMAR = re.compile(r"(Cannot .+?): (.+?); expected (.+?)\.(?: (\S.*))?")


def error_pages(app):
    """Yields a page for each number of the catalogue of error messages."""
    common = re.findall(r"(?m)^## (Cannot .*)$", (ROOT / "docs/common-errors.md").read_text())
    for line in NUMBERS.read_text().splitlines():
        number, message = line.split("\t")
        if message != "(removed)":
            yield f"docs/reference/errors/{number}", {"title": f"Error {number}", "body": error_body(number, message, common)}, "page.html"


def error_body(number, message, common):
    what, found, expected, fix = GRAMMAR.fullmatch(message).groups()
    parts = [("What failed", what + "."), ("What was found", found), ("What was expected", expected), ("What to do", fix or "")]
    body = f"<h1>Error {number}</h1>" + "".join(f"<h2>{name}</h2><p>{html.escape(text)}</p>" for name, text in parts if text)
    heading = f"{what}: {found}"
    if heading in common:
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        body += f'<p><a href="../../common-errors.html#{anchor}">Causes of this error</a></p>'
    return body + '<p>… replaces a value. <a href="../errors.html">All messages</a></p>'


def link_errors(app, pagename, templatename, context, doctree):
    """Links the numbers in the list of all messages to their pages."""
    if pagename == "docs/reference/errors":
        context["body"] = re.sub(r">(QD\d{3})<", r'><a href="errors/\1.html">\1</a><', context["body"])


def setup(app):
    app.add_directive("mermaid", Mermaid)
    app.connect("html-page-context", add_mermaid)
    app.connect("html-page-context", link_errors)
    app.connect("html-collect-pages", error_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
