package io.quarterdeck.jobs.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LoadAuthor;
import io.quarterdeck.loader.load.LandedFileRefused;
import io.quarterdeck.loader.load.LandingDecision;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.load.LoadRequest.Repeat;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.load.Loader;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.loader.rows.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads the new files of the landing folder, oldest first, according to docs/file-states.md. A file
 * that does not match its dataset, or that must no longer be published, is moved to quarantine, and
 * loading continues with the next file. A server failure ends the attempt; the next attempt loads
 * the remaining files.
 */
final class LandedLoads {
  private static final Duration OTHERS_LOAD = Duration.ofMinutes(30);

  private final Dataset dataset;
  private final Postgres postgres;
  private final LandingFolder landing;
  private final RejectLimit limit;
  private final LoadAuthor author;
  private final Progress progress;
  private final RunOutcome outcome;
  private int loaded;
  private int quarantined;

  LandedLoads(
      Dataset dataset,
      Postgres postgres,
      LandingFolder landing,
      RunOutcome outcome,
      RejectLimit limit,
      LoadAuthor author,
      Progress progress) {
    this.dataset = dataset;
    this.postgres = postgres;
    this.landing = landing;
    this.outcome = outcome;
    this.limit = limit;
    this.author = author;
    this.progress = progress;
  }

  /**
   * Loads the new files.
   *
   * @param work a folder for temporary copies of files, one at a time
   * @throws Failure if a server fails, or, after all files were processed, with the names of files
   *     that this attempt or an earlier one of the same run refused
   */
  void run(Path work) throws IOException {
    progress.phase("Listing " + landing.shown());
    List<LandedFile> files = landing.files();
    outcome
        .refused()
        .values()
        .forEach(fault -> progress.note("Refused by an earlier attempt: " + fault));
    Published published = Ledger.read(postgres, this::published);
    for (LandedFile file : files) {
      if (!published.has(file)) {
        take(file, work);
      }
    }
    if (!outcome.refused().isEmpty()) {
      throw refused(files);
    }
    if (loaded == 0 && quarantined == 0) {
      progress.note(
          "Nothing new in %s: %s"
              .formatted(
                  landing.shown(),
                  files.isEmpty()
                      ? "it is empty"
                      : "all of its " + files.size() + " files were loaded before"));
    }
  }

  /**
   * Content that was published before this run. Reading it once avoids a query for each archived
   * file.
   *
   * @param landings the files that the job published, with the time at which they landed
   * @param digests the digests of all published loads, for files whose folder name contains a
   *     digest
   */
  private record Published(Map<String, Instant> landings, Set<String> digests) {
    boolean has(LandedFile file) {
      return file.landed().equals(landings.get(file.shown()))
          || file.sha256().filter(digests::contains).isPresent();
    }
  }

  private Published published(Ledger ledger) throws SQLException {
    return new Published(ledger.publishedLandings(dataset), ledger.publishedDigests(dataset));
  }

  private Failure refused(List<LandedFile> files) {
    return Failure.of(
        "Cannot load %d of %d files in %s: %s. The others are loaded. Fix these "
            + "files and upload them again.",
        outcome.refused().size(),
        Stream.concat(outcome.refused().keySet().stream(), files.stream().map(LandedFile::shown))
            .distinct()
            .count(),
        landing.shown(),
        String.join("; ", outcome.refused().values()));
  }

  /**
   * Processes a file. If its folder's name contains a digest, the decision is made before
   * downloading the file.
   */
  private void take(LandedFile file, Path work) throws IOException {
    Optional<LandingDecision> known =
        file.sha256().map(sha256 -> decide(file, new FileDigest(sha256, 0)));
    if (known.isPresent() && known.get().action() != LandingDecision.Action.LOAD) {
      follow(known.get(), file);
      return;
    }
    Path folder = Files.createTempDirectory(work, "landed");
    Path local = folder.resolve(file.name());
    Path rejects = folder.resolve(file.name() + ".rejects");
    try {
      progress.phase("Fetching " + file.shown());
      landing.fetch(file, local);
      take(file, local, rejects);
    } finally {
      Files.deleteIfExists(local);
      Files.deleteIfExists(rejects);
      Files.deleteIfExists(folder);
    }
  }

  private void take(LandedFile file, Path local, Path rejects) {
    FileDigest digest;
    try {
      digest = FileDigest.of(local, dataset.csv().encoding());
    } catch (Failure e) {
      refuse(file, rejects, e.getMessage());
      return;
    }
    LandingDecision decision = decide(file, digest);
    if (decision.action() != LandingDecision.Action.LOAD) {
      follow(decision, file);
      return;
    }
    Optional<String> fault = fault(local, rejects);
    if (fault.isPresent()) {
      refuse(file, rejects, fault.get());
    } else {
      load(file, local, rejects);
    }
  }

  private LandingDecision decide(LandedFile file, FileDigest digest) {
    return Ledger.read(
        postgres,
        ledger -> LandingDecision.of(ledger, dataset, digest, file.shown(), file.landed()));
  }

  private void follow(LandingDecision decision, LandedFile file) {
    switch (decision.action()) {
      case LOAD -> throw new IllegalStateException("to be loaded: " + file.shown());
      case SKIP -> progress.phase("Skipping " + file.shown() + ": " + decision.reason());
      case QUARANTINE -> {
        landing.quarantine(file);
        quarantined++;
        progress.note(
            "Moved %s to %s: %s. To load it anyway, upload it again, or run ./quarterdeck load FILE --dataset %s."
                .formatted(
                    file.shown(), landing.quarantined(file), decision.reason(), dataset.name()));
      }
    }
  }

  /**
   * Reads the complete file without loading it. This distinguishes an error in the file, which
   * moves it to quarantine, from a server failure, which does not.
   */
  private Optional<String> fault(Path local, Path rejects) {
    progress.phase("Checking " + local.getFileName());
    try {
      RowReading.Result read =
          new RowReading(local, dataset, limit, DuplicateCounting.SKIP, rejects).alone(progress);
      return read.summary().rowsLoaded() > 0
          ? Optional.empty()
          : Optional.of("the file has no rows to load");
    } catch (Failure e) {
      return Optional.of(e.getMessage());
    }
  }

  private void refuse(LandedFile file, Path rejects, String fault) {
    if (Files.exists(rejects)) {
      progress.note("Rejects: " + landing.quarantineRejects(file, rejects));
    }
    String said = fault.endsWith(".") ? fault.substring(0, fault.length() - 1) : fault;
    outcome.refuse(
        file.shown(), "%s (now %s): %s".formatted(file.shown(), landing.quarantined(file), said));
    landing.quarantine(file);
    progress.note("Not loaded: " + file.shown() + ": " + said);
  }

  private void load(LandedFile file, Path local, Path rejects) {
    LoadResult result;
    try {
      result = loader(file, local, rejects).run();
    } catch (LandedFileRefused e) {
      follow(e.decision(), file);
      return;
    }
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

  private Loader loader(LandedFile file, Path local, Path rejects) {
    return new Loader(
        postgres,
        new LoadRequest(
            new RowReading(local, dataset, limit, DuplicateCounting.COUNT, rejects),
            dataset.mode(),
            Repeat.REFUSE,
            LoadRequest.defaultConnections(),
            Optional.of(new LandedCopy(file)),
            new WaitLimits(
                OTHERS_LOAD, WaitLimits.DEFAULT.readerWait(), WaitLimits.DEFAULT.retry()),
            LoadRequest.DEFAULT_KEEP,
            author),
        progress);
  }
}
