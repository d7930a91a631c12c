package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.generate.ReferenceFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Generates the reference file if it does not exist. */
final class ReferenceStep {
  private ReferenceStep() {}

  static Steps.Outcome<Path> run(Folders folders, Progress progress) {
    Path file = folders.state().resolve("reference").resolve("bank-transactions.csv");
    if (Files.exists(file)) {
      return new Steps.Outcome<>(file, "exists already: " + file);
    }
    progress.phase("generating");
    makeFolder(file.getParent());
    ReferenceFile.save(file, ReferenceFile.DEFAULT_ROWS, ReferenceFile.DEFAULT_SEED, progress);
    return new Steps.Outcome<>(
        file,
        String.format(Locale.ROOT, "%,d rows generated into %s", ReferenceFile.DEFAULT_ROWS, file));
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot create the folder %s: %s; expected a writable state folder. "
              + "Correct its permissions, or set QUARTERDECK_HOME to another folder.",
          folder,
          e);
    }
  }
}
