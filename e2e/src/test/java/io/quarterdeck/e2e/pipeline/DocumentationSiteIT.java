package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the documentation site in a copy of the pages. It takes about half a minute and needs PyPI
 * and npm for the first build, so it runs at night.
 */
@Tag("nightly")
class DocumentationSiteIT {
  /** What a page loads when it is opened, as opposed to a link that a reader follows. */
  private static final Pattern LOADED =
      Pattern.compile(
          "<(?:script|img|iframe)[^>]* src=\"([^\"]*)\"|<link rel=\"stylesheet\"[^>]* href=\"([^\"]*)\"");

  /** The pages, and the files that they link to. */
  private static final List<String> FILES =
      List.of(
          "ci",
          "datasets",
          "docs",
          "setup",
          "etl/azure/src/main/resources/io/quarterdeck/azure/prices");

  @TempDir Path scratch;
  private Path project;

  @BeforeEach
  void copyPages() throws IOException {
    project = scratch.resolve("project");
    for (String folder : FILES) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(folder), project.resolve(folder));
    }
    for (String file :
        List.of("README.md", "CONTRIBUTING.md", "Pulumi.yaml", "Pulumi.local.yaml")) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(file), project);
    }
  }

  @Test
  void siteHasEachPageAndLoadsNothingFromOtherSites() throws Exception {
    StepRun build = build();

    assertThat(build.exitCode()).as(build.error()).isZero();
    Path site = project.resolve("target/site");
    assertThat(site.resolve("index.html")).content().contains("url=docs/site/index.html");
    assertThat(site.resolve("searchindex.js")).content().startsWith("Search.setIndex(");
    for (Path page : FileCopies.all(project.resolve("docs"))) {
      if (page.toString().endsWith(".md")) {
        String name = project.relativize(page).toString().replace(".md", ".html");
        assertThat(site.resolve(name)).exists();
        assertThat(loaded(site.resolve(name))).isNotEmpty().noneMatch(url -> url.contains("//"));
      }
    }
  }

  @Test
  void brokenLinkUnknownAnchorAndUnreferencedPageFailTheBuild() throws Exception {
    Files.writeString(project.resolve("docs/orphan.md"), "# An orphan\n\nText.\n");
    Path page = project.resolve("docs/datasets.md");
    Files.writeString(
        page, Files.readString(page) + "\n[a](missing.md) and [b](azure.md#no-such-heading)\n");

    StepRun build = build();

    assertThat(build.exitCode()).isEqualTo(1);
    assertThat(build.error())
        .contains(
            "docs/orphan.md: WARNING: document isn't included in any toctree",
            "cross-reference target not found: 'missing.md'",
            "no-such-heading")
        .endsWith(
            "Cannot build the site: found the problems above; expected none. Correct each link, and"
                + " add each new page to docs/site/index.md.");
  }

  private StepRun build() throws Exception {
    return Script.run(project, scratch, Map.of(), "ci/scripts/build-site");
  }

  private static List<String> loaded(Path page) throws IOException {
    return LOADED.matcher(Files.readString(page)).results().map(DocumentationSiteIT::url).toList();
  }

  private static String url(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
