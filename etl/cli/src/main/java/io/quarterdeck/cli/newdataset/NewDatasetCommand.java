package io.quarterdeck.cli.newdataset;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.load.InputFile;
import io.quarterdeck.cli.newdataset.DatasetDraft.DateOrderChoice;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.profile.ColumnProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new-dataset}: describes a CSV file in a new dataset file. */
@Command(
    name = "new-dataset",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a dataset file for a CSV file.",
      "It contains names, types, formats, null values and keys, each with its evidence.",
      "Then load the file with --dataset NAME."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck new-dataset sales.csv",
      "  ./quarterdeck new-dataset sales.csv --name shop-sales"
    })
public final class NewDatasetCommand implements Runnable {
  private static final int LONGEST_TABLE = 44;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = "A file of text with a header, plain or compressed with gzip, zstd or zip.")
  private String file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the dataset (default: from the name of the file).")
  private Optional<String> name;

  @Option(
      names = "--table",
      paramLabel = "SCHEMA.TABLE",
      description =
          "The table to load into (default: a table of the same name in the schema data).")
  private Optional<String> table;

  @Option(
      names = "--date-order",
      paramLabel = "day-first|month-first",
      converter = DateOrderConverter.class,
      description = {
        "How to read 03/04/2022, if no value of the column shows it (default: ask on a terminal;",
        "elsewhere, choose one and mark it in the file)."
      })
  private Optional<DateOrderChoice> dateOrder;

  @Option(
      names = "--sample",
      paramLabel = "ROWS",
      defaultValue = "1000000",
      description =
          "The number of rows to guess from; all rows are checked (default: ${DEFAULT-VALUE}).")
  private int sample;

  @Option(
      names = "--out",
      paramLabel = "YAML",
      description = "The file to write (default: datasets/NAME.yaml).")
  private Optional<Path> out;

  @Option(names = "--force", description = "Replace the dataset file if it exists.")
  private boolean force;

  /** What was written. */
  private record Written(DatasetDraft draft, DatasetCheck.Result result, Path target) {}

  @Override
  public void run() {
    Numbers.requireAtLeast(command, "--sample", sample, 1);
    Path path = InputFile.described(file);
    String dataset = name.orElseGet(() -> ColumnNaming.dataset(path.getFileName().toString()));
    Path target =
        out.orElseGet(() -> Folders.current().datasets().resolve(dataset + ".yaml"))
            .toAbsolutePath()
            .normalize();
    refuseExisting(target);
    Written written = describe(path, dataset, target);
    Output.of(command).result(out -> print(written, out), () -> json(written));
  }

  private void refuseExisting(Path target) {
    if (!force && Files.exists(target)) {
      throw Failure.of(
          "Cannot write %s: found a file; expected none. Choose another --name, or add --force to"
              + " replace it.",
          target);
    }
  }

  private Written describe(Path path, String dataset, Path target) {
    DatasetDraft draft = draft(path, dataset);
    draft.followOtherColumns();
    // A question needs the terminal, so no step is shown here.
    draft.ambiguous().forEach(this::decide);
    try (StepProgress progress = Output.of(command).step("check")) {
      DatasetCheck.Result result = draft.check(progress);
      write(target, draft.text(result));
      progress.done(String.format(Locale.ROOT, "%,d rows", result.summary().rowsRead()));
      return new Written(draft, result, target);
    }
  }

  private DatasetDraft draft(Path path, String dataset) {
    try (StepProgress progress = Output.of(command).step("describe")) {
      DatasetDraft draft = DatasetDraft.of(path, dataset, table(dataset), sample, progress);
      progress.done(
          String.format(
              Locale.ROOT,
              "%,d columns, %,d rows",
              draft.sample().columns().size(),
              draft.sample().rows()));
      return draft;
    }
  }

  private String table(String dataset) {
    String plain = dataset.replace('-', '_');
    return table.orElse(
        "data." + (plain.length() > LONGEST_TABLE ? plain.substring(0, LONGEST_TABLE) : plain));
  }

  /** Asks for the order of day and month, or chooses the usual one and leaves the mark. */
  private void decide(ColumnGuess column) {
    Optional<DateOrderChoice> choice = dateOrder.or(() -> ask(column));
    if (choice.isPresent()) {
      boolean monthFirst = choice.get() == DateOrderChoice.MONTH_FIRST;
      column.order(monthFirst, "all values fit both orders; you chose this one");
      column.decided();
    } else {
      column.order(
          column.ambiguous.stream().allMatch(shape -> shape.pattern().contains("/")),
          "with slashes, the month is often first; with other separators, the day");
    }
  }

  private Optional<DateOrderChoice> ask(ColumnGuess column) {
    String question =
        "Column %s has dates such as %s, which fit both orders.%nIs the day first (d) or the month (m)? "
            .formatted(column.header, column.ambiguousExample());
    Optional<String> answer = Output.of(command).console().answer(question);
    while (answer.isPresent()) {
      String word = answer.get().toLowerCase(Locale.ROOT);
      if (word.startsWith("d") || word.startsWith("m")) {
        return Optional.of(
            word.startsWith("d") ? DateOrderChoice.DAY_FIRST : DateOrderChoice.MONTH_FIRST);
      }
      answer = Output.of(command).console().answer("Type d or m: ");
    }
    return Optional.empty();
  }

  private static void write(Path target, String text) {
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(target, text);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write %s: %s; expected a writable folder. Change its permissions.",
          target,
          SystemReason.of(e));
    }
  }

  private void print(Written written, PrintWriter out) {
    TextTable columns =
        new TextTable(left("column"), left("type"), right("nulls"), left("evidence"));
    Map<String, ColumnProfile> profiles = DatasetDraft.profiles(written.result());
    for (ColumnGuess column : written.draft().sample().columns()) {
      columns.add(
          column.name,
          column.type,
          String.format(Locale.ROOT, "%,d", profiles.get(column.name).nulls()),
          String.join("; ", column.evidence));
    }
    columns.print(out);
    out.println();
    out.println("Wrote " + written.target() + ". Check the guesses in it.");
    notes(written).forEach(out::println);
    String dataset = this.out.isPresent() ? written.target().toString() : written.draft().name();
    out.println("Next: ./quarterdeck load " + file + " --dataset " + dataset);
  }

  private static List<String> notes(Written written) {
    List<String> notes = new ArrayList<>();
    List<String> ambiguous =
        written.draft().ambiguous().stream().map(column -> column.name).toList();
    if (!ambiguous.isEmpty()) {
      notes.add(
          "Ambiguous: "
              + String.join(", ", ambiguous)
              + ". Every value fits day first and month first, and the file is marked. Correct the"
              + " format, or use --date-order with --force.");
    }
    long rejected = written.result().summary().rowsRejected();
    DatasetDraft.firstReject(written.result())
        .ifPresent(
            reject ->
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "%,d rows fit no description; the first is %s: %s; expected %s. Load them"
                            + " with --max-rejects %d.",
                        rejected,
                        reject.place(),
                        reject.found(),
                        reject.expected(),
                        rejected)));
    return notes;
  }

  private static String json(Written written) {
    Map<String, ColumnProfile> profiles = DatasetDraft.profiles(written.result());
    List<JsonObject> columns =
        written.draft().sample().columns().stream()
            .map(
                column ->
                    new JsonObject()
                        .with("name", column.name)
                        .with("source", column.header)
                        .with("type", column.type)
                        .with("nulls", profiles.get(column.name).nulls())
                        .with("ambiguous", column.isAmbiguous())
                        .with("evidence", column.evidence))
            .toList();
    return new JsonObject()
        .with("dataset", written.draft().name())
        .with("file", written.target())
        .with("rows", written.result().summary().rowsRead())
        .with("rowsRejected", written.result().summary().rowsRejected())
        .with("columns", columns)
        .text();
  }
}
