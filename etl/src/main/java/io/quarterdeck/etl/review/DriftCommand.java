package io.quarterdeck.etl.review;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pipeline drift}: fails when Azure is not what was deployed. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "Fails when a refresh found changes that nobody deployed.")
final class DriftCommand implements Runnable {
  @Spec private CommandSpec command;
  @Mixin private StackFileOption stacks;

  @Option(
      names = "--allowed",
      required = true,
      paramLabel = "FILE",
      description = "The drifts that are none, with why.")
  private Path allowed;

  @Override
  public void run() {
    List<AllowedDrift> none = AllowedDrift.read(allowed);
    List<String> found = new ArrayList<>();
    Map<String, List<String>> byStack = new LinkedHashMap<>();
    for (Preview refresh : stacks.previews()) {
      List<String> drifts =
          refresh.changing().stream().flatMap(step -> drifts(step, none).stream()).toList();
      byStack.put(refresh.stack(), drifts);
      drifts.forEach(drift -> found.add(refresh.stack() + ": " + drift));
      found.addAll(refresh.errors());
    }
    Output.of(command).result(out -> print(byStack, out), () -> json(byStack));
    if (!found.isEmpty()) {
      throw new Failure(
          "Cannot call it unchanged: found %s; expected Azure as it was deployed. Deploy again to undo it, or bring it into the program."
              .formatted(String.join("; ", found)));
    }
  }

  private static void print(Map<String, List<String>> byStack, PrintWriter out) {
    byStack.forEach(
        (stack, drifts) -> {
          out.printf("%s: %d drifts%n", stack, drifts.size());
          drifts.forEach(drift -> out.println("  " + drift));
        });
  }

  private static String json(Map<String, List<String>> byStack) {
    return new JsonObject()
        .with(
            "stacks",
            byStack.entrySet().stream()
                .map(
                    drifts ->
                        new JsonObject()
                            .with("stack", drifts.getKey())
                            .with("drifts", drifts.getValue()))
                .toList())
        .text();
  }

  private static List<String> drifts(Step step, List<AllowedDrift> none) {
    String resource = step.name() + " (" + step.shortType() + ")";
    if (step.operation().destroys()) {
      return List.of(resource + " is gone");
    }
    if (step.changes().isEmpty()) {
      return List.of(resource + " changed, and Pulumi does not say where");
    }
    return step.changes().stream()
        .filter(change -> none.stream().noneMatch(drift -> drift.covers(step, change)))
        .map(change -> resource + " " + change.text())
        .toList();
  }
}
