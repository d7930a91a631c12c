package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
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

/** {@code pipeline drift}: fails if Azure differs from the deployed state. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "Fails if a refresh found changes that were not deployed.")
final class DriftCommand implements Runnable {
  @Spec private CommandSpec command;
  @Mixin private StackFileOption stacks;

  @Option(
      names = "--allowed",
      required = true,
      paramLabel = "FILE",
      description = "The drifts to ignore, with reasons.")
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
      throw Failure.of(
          "Cannot confirm that Azure is unchanged: found %s; expected the deployed "
              + "state. Deploy again to undo the changes, or add them to the program.",
          String.join("; ", found));
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
      return List.of(resource + " is missing");
    }
    if (step.changes().isEmpty()) {
      return List.of(resource + " changed, but Pulumi does not report the property");
    }
    return step.changes().stream()
        .filter(change -> none.stream().noneMatch(drift -> drift.covers(step, change)))
        .map(change -> resource + " " + change.text())
        .toList();
  }
}
