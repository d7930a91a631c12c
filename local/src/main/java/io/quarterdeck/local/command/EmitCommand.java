package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.CommandProvider;
import io.quarterdeck.cli.help.CommandGroup;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.EmitFlag.SchemaChange;
import io.quarterdeck.local.LocalStack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends generated events to the event hub of the local stack. */
@Command(
    name = "emit",
    mixinStandardHelpOptions = true,
    description = {
      "Sends generated orders to the event hub of the local stack, as the Azure Function does.",
      "The same seed sends the same orders, with other times. An event has at most one of the faults."
    },
    footer = {
      "",
      "Examples:",
      "  ./quarterdeck emit --events 1000",
      "  ./quarterdeck emit --events 600 --rate 10 --seed 7 --duplicates 5 --late 1 --malformed 0.5"
    })
final class EmitCommand implements Callable<Integer> {
  private static final int MOST_RATE = 100_000;
  private static final int PERCENT = 100;

  @Spec private CommandSpec command;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The number of events (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "The number of events per second; 0 sends as fast as possible (default).")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The seed of the events and of the faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--duplicates",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The percentage of events that are sent twice.")
  private double duplicates;

  @Option(
      names = "--late",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The percentage of events that happened three hours before they are sent.")
  private double late;

  @Option(
      names = "--out-of-order",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The percentage of events that are sent after up to ten later ones.")
  private double outOfOrder;

  @Option(
      names = "--malformed",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The percentage of events that are cut in the middle.")
  private double malformed;

  @Option(
      names = "--schema-change",
      paramLabel = "none|optional_field|text_quantity",
      defaultValue = "none",
      description = "The change of the schema after the first half of the events.")
  private SchemaChange schemaChange;

  @Override
  public Integer call() {
    check();
    String result;
    try (StepProgress progress = Output.of(command).step("emit")) {
      result = new LocalStack(Folders.current()).emit(flags());
      progress.done(String.format(Locale.ROOT, "%,d events", events));
    }
    Output.of(command).result(out -> out.println(result), () -> result);
    return 0;
  }

  private void check() {
    if (events < 1) {
      throw refused("--events", Integer.toString(events), "a number from 1");
    }
    if (rate < 0 || rate > MOST_RATE) {
      throw refused("--rate", Integer.toString(rate), "a number from 0 to " + MOST_RATE);
    }
    List<Double> percentages = List.of(duplicates, late, outOfOrder, malformed);
    double sum = percentages.stream().mapToDouble(Double::doubleValue).sum();
    if (percentages.stream().anyMatch(each -> !(each >= 0)) || !(sum <= PERCENT)) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid percentages of faults: %s; expected numbers from 0 whose sum is at most %d"
              .formatted(percentages, PERCENT));
    }
  }

  private ParameterException refused(String option, String value, String expected) {
    return new ParameterException(
        command.commandLine(),
        "Invalid value for option '%s': %s; expected %s".formatted(option, value, expected));
  }

  private List<String> flags() {
    Map<EmitFlag, Object> values = new EnumMap<>(EmitFlag.class);
    values.put(EmitFlag.EVENTS, events);
    values.put(EmitFlag.RATE, rate);
    values.put(EmitFlag.SEED, seed);
    values.put(EmitFlag.DUPLICATES, duplicates);
    values.put(EmitFlag.LATE, late);
    values.put(EmitFlag.OUT_OF_ORDER, outOfOrder);
    values.put(EmitFlag.MALFORMED, malformed);
    values.put(EmitFlag.SCHEMA_CHANGE, schemaChange.name());
    List<String> flags = new ArrayList<>();
    values.forEach(
        (flag, value) -> {
          flags.add(flag.flag());
          flags.add(value.toString());
        });
    return flags;
  }

  /** Adds the command to the command line. */
  public static final class Provider implements CommandProvider {
    @Override
    public Object command() {
      return new EmitCommand();
    }

    @Override
    public CommandGroup group() {
      return CommandGroup.LOCAL;
    }
  }
}
