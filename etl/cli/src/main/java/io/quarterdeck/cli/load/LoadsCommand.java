package io.quarterdeck.cli.load;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.options.LimitOption;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the loads in the ledger. */
@Command(
    name = "loads",
    mixinStandardHelpOptions = true,
    description = "Lists the loads in the ledger, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck loads --dataset sales", "  ./quarterdeck loads --stack dev --json"})
public final class LoadsCommand implements Callable<Integer> {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Spec private CommandSpec command;
  @Mixin private TargetOptions target;
  @Mixin private LimitOption limit;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|FILE",
      description =
          "List only loads of this dataset: a dataset in datasets/, a dataset file, or a name in"
              + " the ledger.")
  private Optional<String> dataset;

  @Override
  public Integer call() {
    List<LedgerEntry> loads = loads(limit.limit());
    Output.of(command).result(out -> print(loads, out), () -> json(loads));
    return 0;
  }

  private List<LedgerEntry> loads(int most) {
    Optional<LedgerDataset> one =
        dataset.map(given -> LedgerDataset.of(given, Folders.current().datasets()));
    try (StepProgress progress = Output.of(command).step("loads")) {
      Postgres postgres = target.open("list of loads", progress).postgres();
      try (Connection connection = postgres.connect("list the loads")) {
        List<LedgerEntry> loads =
            Ledger.open(connection, postgres).recent(one.map(LedgerDataset::name), most);
        if (loads.isEmpty() && one.isPresent()) {
          one.get().requireKnown(connection);
        }
        return loads;
      } catch (SQLException e) {
        throw PostgresFailure.of("list the loads", postgres.endpoint(), e);
      }
    }
  }

  private static void print(List<LedgerEntry> loads, PrintWriter out) {
    if (loads.isEmpty()) {
      out.println("No loads yet. Create the first one: ./quarterdeck load FILE");
    } else {
      table(loads).print(out);
    }
  }

  private static String json(List<LedgerEntry> loads) {
    return new JsonObject().with("loads", loads.stream().map(LoadsCommand::json).toList()).text();
  }

  private static JsonObject json(LedgerEntry load) {
    return new JsonObject()
        .with("loadId", load.id())
        .with("dataset", load.dataset())
        .with("status", load.status().sql())
        .with("file", load.file())
        .with("sha256", load.sha256())
        .with("bytes", load.bytes())
        .with("rowsRead", load.rowsRead())
        .with("rowsLoaded", load.rowsLoaded())
        .with("rowsRejected", load.rowsRejected())
        .with("duplicates", load.duplicates())
        .with("started", load.started())
        .with("finished", load.finished())
        .with("who", load.who())
        .with("correlationId", load.correlationId())
        .with("rejectsFile", load.rejectsFile())
        .with("failure", load.failure());
  }

  private static TextTable table(List<LedgerEntry> loads) {
    TextTable table =
        new TextTable(
            right("load"),
            left("dataset"),
            left("status"),
            right("read"),
            right("loaded"),
            right("rejected"),
            left("started"),
            left("by"),
            left("file"),
            left("sha256"));
    for (LedgerEntry load : loads) {
      table.add(
          Long.toString(load.id()),
          load.dataset(),
          load.status().sql(),
          count(load.rowsRead()),
          count(load.rowsLoaded()),
          count(load.rowsRejected()),
          moment(load.started()),
          load.who(),
          load.file(),
          load.sha256().substring(0, 12));
    }
    return table;
  }

  private static String count(OptionalLong value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsLong()) : "-";
  }

  private static String moment(Instant instant) {
    return MOMENT.format(instant);
  }
}
