package io.quarterdeck.cli.lakehouse;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.ModelManifest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the models of topics, and selects the current one. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Lists and shows the lakehouse's models, and selects the current one.",
    synopsisSubcommandLabel = "COMMAND")
public final class ModelCommand {
  /** The longest name of a fact is "parameter inverseRegularization". */
  private static final String FACT = "%-34s%s%n";

  private static final List<String> COMPARED = List.of("accuracy", "weighted F1", "top-3 accuracy");

  @Spec private CommandSpec command;

  @Command(name = "list", description = "Lists all stored models with their metrics.")
  int list(@Mixin StackOptions stack) {
    record Listed(List<ModelFiles.Card> cards, Optional<ModelManifest> published) {}
    Listed listed = with(stack, models -> new Listed(models.all(), models.published()));
    Function<ModelFiles.Card, String> state =
        card ->
            listed
                .published()
                .map(manifest -> manifest.state(card.version()).words())
                .orElse("stored");
    Output.of(command)
        .result(
            out -> {
              TextTable table =
                  new TextTable(
                      left("version"),
                      left("state"),
                      right("accuracy"),
                      right("weighted F1"),
                      right("top-3 accuracy"));
              for (ModelFiles.Card card : listed.cards()) {
                Map<String, Double> metrics = card.metrics();
                table.add(
                    card.version(),
                    state.apply(card),
                    number(metrics.get(COMPARED.get(0))),
                    number(metrics.get(COMPARED.get(1))),
                    number(metrics.get(COMPARED.get(2))));
              }
              table.print(out);
            },
            new JsonObject()
                    .with(
                        "models",
                        listed.cards().stream()
                            .map(
                                card ->
                                    new JsonObject()
                                        .with("version", card.version())
                                        .with("state", state.apply(card))
                                        .with("metrics", json(card.metrics())))
                            .toList())
                ::text);
    return 0;
  }

  @Command(name = "show", description = "Shows the lineage and the metrics of a model.")
  int show(
      @Parameters(paramLabel = "VERSION", description = "The version.") String version,
      @Mixin StackOptions stack) {
    ModelFiles.Card card = with(stack, models -> models.card(version));
    Output.of(command)
        .result(
            out -> {
              card.facts().forEach((name, value) -> out.printf(FACT, name, value));
              card.metrics().forEach((name, value) -> out.printf(FACT, name, number(value)));
            },
            () -> card.json().toString());
    return 0;
  }

  @Command(
      name = "promote",
      description = {
        "Makes a stored model the current one, even if the gate did not publish it.",
        "The next daily run counts with it."
      })
  int promote(
      @Parameters(paramLabel = "VERSION", description = "The version.") String version,
      @Mixin StackOptions stack) {
    return changed(change(stack, models -> models.promote(version)));
  }

  @Command(
      name = "rollback",
      description = "Makes the previous model the current one. No model is deleted.")
  int rollback(@Mixin StackOptions stack) {
    return changed(change(stack, ModelFiles::rollback));
  }

  @Command(
      name = "log",
      description = {
        "Writes the models that the MLflow experiment of the stack does not have yet.",
        "run --wait --job train, promote, rollback and bootstrap do the same."
      })
  int log(@Mixin StackOptions stack) {
    record Logged(String experiment, int models) {}
    Logged logged = withLog(stack, log -> new Logged(log.name(), log.write()));
    Output.of(command)
        .result(
            out ->
                out.printf(
                    "The experiment %s has all models: %d new.%n",
                    logged.experiment(), logged.models()),
            new JsonObject()
                    .with("experiment", logged.experiment())
                    .with("written", logged.models())
                ::text);
    return 0;
  }

  private int changed(ModelManifest published) {
    Output.of(command)
        .result(
            out -> out.println("The current model is " + published.current() + "."),
            new JsonObject()
                    .with("current", published.current())
                    .with("earlier", published.earlier())
                ::text);
    return 0;
  }

  private <T> T with(StackOptions stack, Function<ModelFiles, T> work) {
    StackChoice choice = stack.choice();
    try (StepProgress progress = Output.of(command).step("model")) {
      return work.apply(new ModelFiles(LakehouseStack.open(choice, progress).lake(progress)));
    }
  }

  /** Changes the current model, and shows this in the experiment. */
  private ModelManifest change(StackOptions stack, Function<ModelFiles, ModelManifest> work) {
    return withLog(
        stack,
        log -> {
          ModelManifest published = work.apply(log.models());
          log.write();
          return published;
        });
  }

  private <T> T withLog(StackOptions stack, Function<ModelLog, T> work) {
    StackChoice choice = stack.choice();
    try (StepProgress progress = Output.of(command).step("model")) {
      return work.apply(ModelLog.of(LakehouseStack.open(choice, progress), progress));
    }
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static JsonObject json(Map<String, Double> metrics) {
    JsonObject object = new JsonObject();
    metrics.forEach(object::with);
    return object;
  }
}
