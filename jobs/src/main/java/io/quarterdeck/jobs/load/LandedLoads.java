package io.quarterdeck.jobs.load;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.load.LoadRequest;
import io.quarterdeck.etl.load.LoadRequest.Patience;
import io.quarterdeck.etl.load.LoadRequest.Repeat;
import io.quarterdeck.etl.load.LoadResult;
import io.quarterdeck.etl.load.Loader;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.rows.DuplicateCounting;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads what is new in the landing folder, the oldest file first. A file that does not fit its
 * dataset goes to quarantine and the next one is loaded; a server that fails ends the task, which
 * finds the rest again when it is tried again.
 */
final class LandedLoads {
  private static final Duration OTHERS_LOAD = Duration.ofMinutes(30);

  private final Dataset dataset;
  private final Postgres postgres;
  private final LandingFolder landing;
  private final RejectLimit limit;
  private final String who;
  private final Progress progress;
  private final Refusals refused;
  private int loaded;

  LandedLoads(
      Dataset dataset,
      Postgres postgres,
      LandingFolder landing,
      Refusals refused,
      RejectLimit limit,
      String who,
      Progress progress) {
    this.dataset = dataset;
    this.postgres = postgres;
    this.landing = landing;
    this.refused = refused;
    this.limit = limit;
    this.who = who;
    this.progress = progress;
  }

  /**
   * Loads them.
   *
   * @param work a folder for copies of files, one at a time
   * @throws Failure when a server fails, or, at the end, naming the files that went to quarantine
   *     in this try of the run or an earlier one
   */
  void run(Path work) throws IOException {
    progress.phase("Looking into " + landing.shown());
    List<LandedFile> files = landing.files();
    refused.faults().forEach(fault -> progress.note("Not loaded by an earlier try: " + fault));
    Set<String> before = oncePublished();
    for (LandedFile file : files) {
      if (file.sha256().filter(before::contains).isEmpty()) {
        take(file, before, Files.createTempDirectory(work, "landed"));
      }
    }
    if (!refused.isEmpty()) {
      throw new Failure(
          "Cannot load %d of %d files in %s: %s. The others are loaded; mend these, then let them land again."
              .formatted(
                  refused.files().size(),
                  Stream.concat(refused.files().stream(), files.stream().map(LandedFile::shown))
                      .distinct()
                      .count(),
                  landing.shown(),
                  String.join("; ", refused.faults())));
    }
    if (loaded == 0) {
      progress.note(
          "Nothing new in %s: %s"
              .formatted(
                  landing.shown(),
                  files.isEmpty()
                      ? "it is empty"
                      : "all of its " + files.size() + " files were loaded before"));
    }
  }

  private Set<String> oncePublished() {
    try (Connection connection = postgres.connect("read the ledger")) {
      return Ledger.open(connection, postgres).oncePublished(dataset);
    } catch (SQLException e) {
      throw new Failure(
          "Cannot read the ledger at "
              + postgres.endpoint()
              + ": "
              + e.getMessage()
              + "; expected the table quarterdeck.load. Check the server, then run it again.",
          e);
    }
  }

  private void take(LandedFile file, Set<String> before, Path work) throws IOException {
    Path local = work.resolve(file.name());
    Path rejects = work.resolve(file.name() + ".rejects");
    try {
      progress.phase("Fetching " + file.shown());
      landing.fetch(file, local);
      if (before.contains(FileDigest.of(local).sha256())) {
        return;
      }
      Optional<String> fault = fault(local, rejects);
      if (fault.isPresent()) {
        refuse(file, rejects, fault.get());
      } else {
        load(file, local, rejects);
      }
    } finally {
      Files.deleteIfExists(local);
      Files.deleteIfExists(rejects);
      Files.deleteIfExists(work);
    }
  }

  /**
   * Reads the whole file without loading it: so the file's own fault is told from a server's, which
   * must not send it to quarantine.
   */
  private Optional<String> fault(Path local, Path rejects) {
    progress.phase("Checking " + local.getFileName());
    try {
      RowReading.Result read =
          new RowReading(local, dataset, limit, DuplicateCounting.SKIP, rejects).alone(progress);
      return read.summary().rowsLoaded() > 0
          ? Optional.empty()
          : Optional.of("it has no row to load");
    } catch (Failure e) {
      return Optional.of(e.getMessage());
    }
  }

  private void refuse(LandedFile file, Path rejects, String fault) {
    if (Files.exists(rejects)) {
      progress.note("Rejects: " + landing.quarantineRejects(file, rejects));
    }
    String said = fault.endsWith(".") ? fault.substring(0, fault.length() - 1) : fault;
    refused.add(
        file.shown(), "%s (now %s): %s".formatted(file.shown(), landing.quarantined(file), said));
    landing.quarantine(file);
    progress.note("Not loaded: " + file.shown() + ": " + said);
  }

  private void load(LandedFile file, Path local, Path rejects) {
    LoadResult result =
        new Loader(
                postgres,
                new LoadRequest(
                    new RowReading(local, dataset, limit, DuplicateCounting.COUNT, rejects),
                    dataset.mode(),
                    Repeat.REFUSE,
                    LoadRequest.defaultConnections(),
                    Optional.of((path, name, digest, shown) -> file.shown()),
                    new Patience(
                        OTHERS_LOAD, Patience.DEFAULT.readers(), Patience.DEFAULT.server()),
                    LoadRequest.DEFAULT_KEEP,
                    who),
                progress)
            .run();
    if (Files.exists(rejects)) {
      progress.note("Rejects: " + landing.quarantineRejects(file, rejects));
    }
    loaded++;
    progress.note(
        String.format(
            Locale.ROOT,
            "Loaded %s as load %d: %,d rows",
            file.shown(),
            result.entry().id(),
            result.entry().rowsLoaded().orElse(0)));
  }
}
