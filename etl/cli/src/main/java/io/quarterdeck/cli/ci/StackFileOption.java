package io.quarterdeck.cli.ci;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The arguments {@code STACK=FILE}. */
final class StackFileOption {
  @Parameters(
      arity = "1..*",
      paramLabel = "STACK=FILE",
      description = "A stack, and the file with Pulumi's JSON output for it.")
  private Map<String, Path> files = new LinkedHashMap<>();

  List<Preview> previews() {
    return previews(files);
  }

  static List<Preview> previews(Map<String, Path> files) {
    return files.entrySet().stream()
        .map(entry -> PreviewFile.read(entry.getKey(), entry.getValue()))
        .toList();
  }
}
