package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code pipeline licences}: lists the libraries of a release, and refuses licences that are not
 * allowed.
 */
@Command(
    name = "licences",
    mixinStandardHelpOptions = true,
    description = "Lists the licences of a bill of materials, and fails if one is not allowed.")
final class LicencesCommand implements Runnable {
  @Spec private CommandSpec command;

  @Option(
      names = "--allowed",
      required = true,
      paramLabel = "FILE",
      description = "The allowed licences, and the licences of libraries that do not declare one.")
  private Path allowedFile;

  @Parameters(paramLabel = "BOM", description = "A bill of materials in CycloneDX, as JSON.")
  private Path bill;

  @Override
  public void run() {
    Map<?, ?> lists = lists();
    List<?> allowed = Json.list(lists, "allowed");
    Map<?, ?> unsaid = Json.object(lists, "unsaid");
    List<String> refused = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Component component : components()) {
      List<String> licences = licences(component, unsaid);
      String line =
          component.name()
              + " "
              + component.version()
              + ": "
              + (licences.isEmpty() ? "no licence" : String.join(" or ", licences));
      lines.add(line);
      if (licences.stream().noneMatch(allowed::contains)) {
        refused.add(line);
      }
    }
    Output.of(command)
        .result(
            out -> lines.forEach(out::println), new JsonObject().with("components", lines)::text);
    if (!refused.isEmpty()) {
      throw Failure.of(
          "Cannot ship it: found %s; expected one of the licences in %s. Remove the "
              + "library, or have the licence reviewed and add it.",
          String.join("; ", refused), allowedFile);
    }
  }

  private static List<String> licences(Component component, Map<?, ?> unsaid) {
    if (component.licences().isEmpty() && unsaid.containsKey(component.name())) {
      return List.of(Json.text(unsaid, component.name()));
    }
    return component.licences();
  }

  private Map<?, ?> lists() {
    StructuredFile input =
        new StructuredFile(
            allowedFile,
            allowedFile.toString(),
            "the list of allowed licences, in YAML with the key allowed",
            "Name another with --allowed, such as ci/licences-allowed.yaml.");
    if (!(input.yaml() instanceof Map<?, ?> lists) || !(lists.get("allowed") instanceof List<?>)) {
      throw input.unreadable("no list under the key allowed");
    }
    return lists;
  }

  private List<Component> components() {
    StructuredFile input =
        new StructuredFile(
            bill,
            bill.toString(),
            "a bill of materials in CycloneDX",
            "Run ./mvnw cyclonedx:makeAggregateBom.");
    if (!(input.json() instanceof Map<?, ?> read)) {
      throw input.unreadable("no components");
    }
    if (!Json.list(read, "components").stream().allMatch(Map.class::isInstance)) {
      throw input.unreadable("a component that is not an object");
    }
    List<Component> components = Component.of(read);
    if (components.isEmpty()) {
      throw input.unreadable("no components");
    }
    return components;
  }
}
