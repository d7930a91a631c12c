package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The paths of the pipeline's files in this checkout. */
final class PipelineFiles {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path PIPELINE = ROOT.resolve("azure-pipelines.yml");
  static final Path SCRIPTS = ROOT.resolve("ci/scripts");

  private PipelineFiles() {}

  static List<Path> templates() throws IOException {
    return filesOf(ROOT.resolve("ci/templates"));
  }

  /** Returns the scripts that a step can call, without the files that they source. */
  static List<Path> scripts() throws IOException {
    return filesOf(SCRIPTS);
  }

  /** Returns the scripts that a release has in place of those of the checkout. */
  static List<Path> inReleases() throws IOException {
    return filesOf(ROOT.resolve("ci/release")).stream()
        .filter(file -> !file.toString().endsWith(".xml") && !file.endsWith("Containerfile"))
        .toList();
  }

  static List<Path> sourced() throws IOException {
    return filesOf(SCRIPTS.resolve("lib"));
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
