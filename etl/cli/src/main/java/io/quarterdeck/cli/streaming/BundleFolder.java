package io.quarterdeck.cli.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.azure.databricks.bundle.AssetBundle;
import io.quarterdeck.azure.databricks.bundle.BundleTarget;
import io.quarterdeck.azure.databricks.bundle.BundleVariable;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Writes the files of a bundle. The same inputs always produce the same files. Existing files with
 * these names are replaced, and other files are kept.
 *
 * @param folder the folder of the bundle
 * @param bundle the resources
 */
record BundleFolder(Path folder, AssetBundle bundle) {
  private static final String HEADER =
      "# Written by ./quarterdeck register --bundle. The next run replaces this file.\n";

  private static final List<String> INCLUDED = List.of("resources/*.yml", "targets/*.yml");

  /** The targets of every bundle. Without the values of its stack, a target has no variables. */
  private static final List<BundleTarget> TARGETS =
      List.of(
          new BundleTarget("dev", BundleTarget.Mode.DEVELOPMENT),
          new BundleTarget("prod", BundleTarget.Mode.PRODUCTION));

  private static final DumpSettings YAML =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setDefaultScalarStyle(ScalarStyle.PLAIN)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(120)
          .setSplitLines(false)
          .build();

  /**
   * The files that the bundle copies.
   *
   * @param jar the jar of the jobs
   * @param dashboard the file of the dashboard
   * @param sql the text of the pipeline's source file
   */
  record Sources(Path jar, Path dashboard, String sql) {}

  /**
   * The values of a stack.
   *
   * @param host the URL of the workspace
   */
  record Values(BundleTarget target, URI host, Map<BundleVariable, String> values) {}

  /**
   * Writes the files.
   *
   * @param stack the stack whose target gets its values; absent for the local stack, to which the
   *     Databricks CLI cannot deploy
   * @return the paths in the folder, in alphabetical order
   * @throws Failure if a file cannot be read or written
   */
  List<String> write(Sources sources, Optional<Values> stack) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("databricks.yml", yaml(bundle.root(INCLUDED)));
    texts.put("resources/jobs.yml", yaml(bundle.jobs("../lib/" + jarName(sources))));
    texts.put("resources/pipelines.yml", yaml(bundle.pipelines()));
    texts.put("resources/dashboards.yml", yaml(bundle.dashboards()));
    texts.put("src/orders.sql", sources.sql());
    for (BundleTarget target : TARGETS) {
      String file = "targets/" + target.name() + ".yml";
      if (!Files.exists(folder.resolve(file))) {
        texts.put(file, yaml(bundle.target(target, Optional.empty(), Map.of())));
      }
    }
    stack.ifPresent(
        values ->
            texts.put(
                "targets/" + values.target().name() + ".yml",
                yaml(bundle.target(values.target(), Optional.of(values.host()), values.values()))));
    try {
      for (Map.Entry<String, String> file : texts.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue(), UTF_8);
      }
      copy(sources.dashboard(), folder.resolve("src/orders.lvdash.json"));
      copy(sources.jar(), folder.resolve("lib").resolve(jarName(sources)));
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write the bundle to %s: %s; expected a folder that you can write to. Name another"
              + " one, or change its permissions.",
          folder,
          e);
    }
    TreeSet<String> written = new TreeSet<>(texts.keySet());
    written.addAll(List.of("src/orders.lvdash.json", "lib/" + jarName(sources)));
    return List.copyOf(written);
  }

  private static String jarName(Sources sources) {
    return sources.jar().getFileName().toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String yaml(Map<String, Object> document) {
    return HEADER + new Dump(YAML).dumpToString(document);
  }
}
