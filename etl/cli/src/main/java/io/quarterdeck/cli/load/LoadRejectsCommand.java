package io.quarterdeck.cli.load;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.options.WaitOptions;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.load.Repair;
import io.quarterdeck.loader.load.RepairRequest;
import io.quarterdeck.loader.load.RepairResult;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds the corrected lines of a rejects file to the load that rejected them. */
@Command(
    name = "load-rejects",
    mixinStandardHelpOptions = true,
    description = "Adds the corrected lines of a rejects file to the load that rejected them.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck load-rejects .quarterdeck/rejects/sales.csv --dataset sales"})
public final class LoadRejectsCommand implements Runnable {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "A rejects file with corrected lines.")
  private String file;

  @Option(
      names = "--replace",
      description = "Replace rows that an earlier run added with other values.")
  private boolean replace;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions reading;
  @Mixin private TargetOptions target;
  @Mixin private WaitOptions wait;

  @Override
  public void run() {
    WaitLimits waitLimits = wait.waitLimits();
    Dataset described = dataset.dataset();
    RepairRequest request = request(InputFile.named(file), described, waitLimits);
    RepairResult result;
    try (StepProgress progress = Output.of(command).step("load-rejects")) {
      TargetOptions.Opened opened = target.open("load of " + described.name(), progress);
      result = new Repair(opened.postgres(), request, progress).run();
    }
    RepairText text = new RepairText(request, result);
    Output.of(command).result(out -> out.println(text.words()), text::json);
  }

  private RepairRequest request(Path rejects, Dataset described, WaitLimits waitLimits) {
    return new RepairRequest(
        rejects,
        described,
        replace ? RepairRequest.Difference.REPLACE : RepairRequest.Difference.REFUSE,
        reading.rejectLimit(),
        reading.rejects(described),
        waitLimits,
        Origin.author());
  }
}
