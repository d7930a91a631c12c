package io.quarterdeck.azure.blob;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.load.LandingDecision;
import io.quarterdeck.loader.progress.Progress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves files in the landing container to the states of docs/file-states.md, after a command was
 * killed and after commands of earlier versions, which uploaded a file to {@code landing/} before
 * they loaded it.
 */
final class LandingRecovery {
  /** The folder of files whose load is not published yet; {@code DATASET/...} follows. */
  static final String STAGED = "_loading/";

  private static final Pattern DIGEST = Pattern.compile("/sha256=([0-9a-f]{64})/[^/]+$");

  private final BlobEndpoint blob;
  private final String dataset;
  private final Ledger ledger;
  private final Progress progress;
  private final BlobMove move;

  LandingRecovery(BlobEndpoint blob, String dataset, Ledger ledger, Progress progress) {
    this.blob = blob;
    this.dataset = dataset;
    this.ledger = ledger;
    this.progress = progress;
    this.move = new BlobMove(blob, progress);
  }

  void run() throws SQLException {
    for (BlobItem staged : list(STAGED + dataset + "/")) {
      if (digest(staged.getName()).isPresent()) {
        recover(staged.getName());
      }
    }
    Set<String> published = ledger.digests(dataset, LoadStatus.everPublished());
    for (BlobItem landed : list(dataset + "/sha256=")) {
      if (digest(landed.getName()).filter(each -> !published.contains(each)).isPresent()) {
        quarantineLeftover(landed);
      }
    }
  }

  /** Whether there is a file that the job has not published in the current table of the dataset. */
  boolean hasNewFile(Dataset described) throws SQLException {
    Set<String> published = ledger.publishedDigests(described);
    Map<String, Instant> landings = ledger.publishedLandings(described);
    for (BlobItem item : list(dataset + "/")) {
      String name = item.getName();
      String file = name.substring(name.lastIndexOf('/') + 1);
      boolean isMeant = !file.isEmpty() && !file.startsWith(".") && !file.startsWith("_");
      boolean isKnown =
          digest(name).filter(published::contains).isPresent()
              || item.getProperties()
                  .getLastModified()
                  .toInstant()
                  .equals(landings.get(landing() + "/" + name));
      if (isMeant && !isKnown && item.getProperties().getContentLength() > 0) {
        return true;
      }
    }
    return false;
  }

  /** The newest load of the file decides: an earlier one with the same content has its own copy. */
  private void recover(String staged) throws SQLException {
    String name = staged.substring(STAGED.length());
    Optional<LoadStatus> status =
        ledger.ofLanding(dataset, landing() + "/" + name).map(LedgerEntry::status);
    if (status.filter(LoadStatus.everPublished()::contains).isPresent()) {
      move.move(landing(), staged, landing(), name);
      progress.note(
          "Moved %s/%s to %s/%s: its load is published."
              .formatted(landing(), staged, landing(), name));
    } else if (!status.equals(Optional.of(LoadStatus.RUNNING))) {
      move.delete(landing(), staged);
      progress.note("Deleted %s/%s: its load was not published.".formatted(landing(), staged));
    }
  }

  /** Quarantines a file that a command of an earlier version uploaded but did not publish. */
  private void quarantineLeftover(BlobItem landed) throws SQLException {
    String name = landed.getName();
    String path = landing() + "/" + name;
    Instant since = landed.getProperties().getLastModified().toInstant();
    Optional<LedgerEntry> load =
        ledger
            .ofLanding(dataset, path)
            .filter(entry -> LandingDecision.isWithdrawn(entry, path, since));
    if (load.isPresent()) {
      String quarantine = blob.containers().quarantine();
      move.move(landing(), name, quarantine, name);
      progress.note(
          "Moved %s to %s/%s, so that the job does not load it: load %d of it by %s published nothing."
              .formatted(path, quarantine, name, load.get().id(), load.get().who()));
    }
  }

  private static Optional<String> digest(String name) {
    Matcher matcher = DIGEST.matcher(name);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String landing() {
    return blob.containers().landing();
  }

  private List<BlobItem> list(String prefix) {
    try {
      return Blobs.container(blob, landing(), progress)
          .listBlobs(new ListBlobsOptions().setPrefix(prefix), null)
          .stream()
          .toList();
    } catch (RuntimeException e) {
      throw BlobError.failure(
          "list %s/%s at %s".formatted(landing(), prefix, blob.url()),
          "a Blob account that can be read and written to",
          e);
    }
  }
}
