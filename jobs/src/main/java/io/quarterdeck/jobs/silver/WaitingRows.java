package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.QuarantineField;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The file with the rows of a dataset that wait for a repair, for programs that cannot read Delta
 * tables. A repaired copy of the file is the input of {@link Replay}.
 */
public record WaitingRows(LakeRoot lake, String dataset) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns whether the command {@code quarantine} lists the rows of a dataset. */
  public static boolean areListed(String dataset) {
    return Stream.of(LakehouseSource.values()).anyMatch(each -> each.dataset().equals(dataset));
  }

  /** Writes the file: the rows of the oldest days first. The file is empty if no row waits. */
  public void write() {
    StringBuilder lines = new StringBuilder();
    Quarantine quarantine = new Quarantine(lake, dataset);
    if (quarantine.exists()) {
      quarantine
          .waiting()
          .orderBy(col(TypedRows.DAY), col("id"))
          .limit(LakeName.MOST_WAITING_ROWS)
          .collectAsList()
          .forEach(row -> lines.append(line(row)).append('\n'));
    }
    lake.write(LakeName.waitingRows(dataset), lines.toString());
  }

  private static String line(Row row) {
    ObjectNode line = JSON.createObjectNode();
    line.put(QuarantineField.ID.fieldName(), row.<String>getAs("id"));
    line.put(QuarantineField.DAY.fieldName(), row.getAs(TypedRows.DAY).toString());
    line.put(QuarantineField.REASON.fieldName(), row.<String>getAs("reason"));
    try {
      line.set(QuarantineField.ROW.fieldName(), JSON.readTree(row.<String>getAs("row")));
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ingest wrote the row as JSON", e);
    }
  }
}
