package io.quarterdeck.etl.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code pipeline licences}: lists what a release contains, and refuses licences nobody allowed.
 */
@Command(
    name = "licences",
    mixinStandardHelpOptions = true,
    description =
        "Lists the licences of a bill of materials, and fails on one that is not allowed.")
final class LicencesCommand implements Runnable {
  @Spec private CommandSpec command;

  @Option(
      names = "--allowed",
      required = true,
      paramLabel = "FILE",
      description = "The licences that are allowed, and those of libraries that do not say theirs.")
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
      throw new Failure(
          "Cannot ship it: found %s; expected one of the licences in %s. Leave the library out, or have the licence looked at and add it."
              .formatted(String.join("; ", refused), allowedFile));
    }
  }

  private static List<String> licences(Component component, Map<?, ?> unsaid) {
    if (component.licences().isEmpty() && unsaid.containsKey(component.name())) {
      return List.of(Json.text(unsaid, component.name()));
    }
    return component.licences();
  }

  private Map<?, ?> lists() {
    try {
      Object lists =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(allowedFile));
      return lists instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException e) {
      throw unreadable(allowedFile, e);
    }
  }

  private List<Component> components() {
    try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(bill))) {
      List<Component> components =
          Json.read(parser) instanceof Map<?, ?> read ? Component.of(read) : List.of();
      if (components.isEmpty()) {
        throw new Failure(
            "Cannot read %s: found no components; expected a bill of materials in CycloneDX. Run ./mvnw cyclonedx:makeAggregateBom."
                .formatted(bill));
      }
      return components;
    } catch (IOException e) {
      throw unreadable(bill, e);
    }
  }

  private static Failure unreadable(Path file, IOException cause) {
    return new Failure(
        "Cannot read %s: %s; expected a file that can be read. Name another."
            .formatted(file, cause),
        cause);
  }
}
