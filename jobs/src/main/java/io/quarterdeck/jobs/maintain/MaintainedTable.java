package io.quarterdeck.jobs.maintain;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Delta table that the maintenance includes.
 *
 * @param name its path in the lake
 * @param old the condition for the rows that are deleted; empty to keep all rows
 */
public record MaintainedTable(String name, Optional<String> old) {
  private static final String BRONZE = "bronze/";
  private static final String QUARANTINE = "quarantine/";

  /**
   * Returns the tables of the lakehouse. Only bronze and repaired rows of quarantine have a
   * retention. Silver and gold keep all rows, and rows that wait for a repair are kept.
   *
   * @param oldest the first day whose rows are kept
   */
  public static List<MaintainedTable> ofLakehouse(LocalDate oldest) {
    return LakeName.tables().stream()
        .map(
            name -> {
              if (name.startsWith(BRONZE)) {
                return new MaintainedTable(name, Optional.of("_day < date'" + oldest + "'"));
              }
              return name.startsWith(QUARANTINE)
                  ? new MaintainedTable(
                      name, Optional.of("replayed is not null and _day < date'" + oldest + "'"))
                  : kept(name);
            })
        .toList();
  }

  /**
   * Returns the tables of the streaming system. All rows are kept: the verification and {@code
   * replay} compute silver from all events of bronze, and an event uses the stores and products of
   * its day. The stream of the declarative pipeline fails if rows of a table that it reads are
   * deleted (Delta Lake, "Table streaming reads and writes").
   */
  public static List<MaintainedTable> ofStream() {
    List<MaintainedTable> tables = new ArrayList<>();
    tables.add(kept(BRONZE + StreamName.ORDERS.streamName()));
    tables.add(kept(QUARANTINE + StreamName.ORDERS.streamName()));
    for (StreamingSource source : StreamingSource.values()) {
      tables.add(kept(BRONZE + source.dataset()));
      tables.add(kept("silver/" + source.dataset()));
      tables.add(kept(QUARANTINE + source.dataset()));
    }
    for (OrderQuery query : OrderQuery.values()) {
      tables.add(kept(query.path()));
    }
    return List.copyOf(tables);
  }

  private static MaintainedTable kept(String name) {
    return new MaintainedTable(name, Optional.empty());
  }
}
