package io.quarterdeck.jobs.gold;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of rows of the tables, as the CSV file {@code BI/tables.csv}, for readers that cannot
 * read Delta tables. The topics are in a file of their own.
 *
 * @param lake the lake
 */
public record TableCounts(LakeRoot lake) {
  /** Writes the file. A table that does not exist has no line. */
  public void write() {
    StringBuilder csv = new StringBuilder("table,version,rows\n");
    tables().forEach((name, where) -> append(csv, name, where));
    lake.write(LakeName.TABLES_CSV.lakeName(), csv.toString());
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    for (LakehouseSource source : LakehouseSource.values()) {
      tables.put("silver/" + source.dataset(), "true");
      tables.put("quarantine/" + source.dataset(), "replayed is null");
    }
    tables.put(LakeName.USERS_ACTIVITY.lakeName(), "true");
    tables.put(LakeName.QUESTIONS_BY_TAG.lakeName(), "true");
    return tables;
  }

  private void append(StringBuilder csv, String name, String where) {
    String path = lake.at(name);
    if (lake.exists(path)) {
      // The rows of the version that is named, even if another run changes the table now.
      long version = lake.version(path);
      long rows = lake.read(path, version).where(where).count();
      csv.append(name).append(',').append(version).append(',').append(rows).append('\n');
    }
  }
}
