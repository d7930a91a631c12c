package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LoadAuthor;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.reject.RejectLimit;
import java.nio.file.Path;

/**
 * Which repaired rejects to add, and how.
 *
 * @param file the file of rejects that a load wrote, with fixed records
 * @param dataset the dataset of that load
 * @param difference what to do with a row that was added before with other values
 * @param rejectLimit how many records may still not fit
 * @param rejectsFile the file for records that still do not fit
 * @param waitLimits how long to wait for other sessions and for the server
 * @param author who adds the rows, for the ledger
 */
public record RepairRequest(
    Path file,
    Dataset dataset,
    Difference difference,
    RejectLimit rejectLimit,
    Path rejectsFile,
    WaitLimits waitLimits,
    LoadAuthor author) {
  /** What to do with a line whose row was added before with other values. */
  public enum Difference {
    /** Fail and show the difference. */
    REFUSE,
    /** Replace the row. */
    REPLACE
  }
}
