package io.quarterdeck.cli.lakehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.options.LakehouseSourceConverter;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the rows of the lakehouse that wait for a repair. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the rows of a dataset of the lakehouse that wait for a repair.",
      "Each line is a JSON object with the id, the day, the reason and the row as it arrived.",
      "Correct the values in the field row, then add the rows with replay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck quarantine --dataset stackoverflow-posts > rows.jsonl",
      "  ./quarterdeck replay --dataset stackoverflow-posts rows.jsonl"
    })
public final class QuarantineCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec command;
  @Mixin private StackOptions stack;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      converter = LakehouseSourceConverter.class,
      description = "The dataset, as in stackoverflow-posts.")
  private LakehouseSource dataset;

  @Override
  public Integer call() {
    List<String> lines = lines(stack.choice());
    Output.of(command).result(out -> lines.forEach(out::println), () -> json(lines));
    return 0;
  }

  /** Standard output contains rows only, so the progress reports the number of rows. */
  private List<String> lines(StackChoice choice) {
    String path = LakeName.waitingRows(dataset.dataset());
    try (StepProgress progress = Output.of(command).step("quarantine")) {
      List<String> lines =
          LakehouseStack.open(choice, progress)
              .lake(progress)
              .read(path)
              .orElseThrow(() -> missing(path))
              .text()
              .lines()
              .toList();
      progress.done(waiting(lines.size()));
      return lines;
    }
  }

  private static String waiting(int rows) {
    if (rows == LakeName.MOST_WAITING_ROWS) {
      return "the first " + rows + " rows; more may wait for a repair";
    }
    return rows == 1 ? "1 row waits for a repair" : rows + " rows wait for a repair";
  }

  private Failure missing(String path) {
    return Failure.of(
        "Cannot list the rows of %s that wait for a repair: found no %s; expected the file that the"
            + " ingest writes. Run the %s job: ./quarterdeck run --systems lakehouse --job %s --wait",
        dataset.dataset(), path, job(), job());
  }

  private String job() {
    return switch (dataset) {
      case USERS, POST_TYPES -> "weekly";
      case POSTS -> "daily";
    };
  }

  private String json(List<String> lines) {
    ObjectNode result = JSON.createObjectNode().put("dataset", dataset.dataset());
    ArrayNode rows = result.putArray("rows");
    lines.forEach(line -> rows.add(row(line)));
    return result.toString();
  }

  private static JsonNode row(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job wrote the line as JSON", e);
    }
  }
}
