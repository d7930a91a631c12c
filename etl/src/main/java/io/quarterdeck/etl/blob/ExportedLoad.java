package io.quarterdeck.etl.blob;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A load whose rows are in an export, as the manifest names it.
 *
 * @param id its id in the ledger
 * @param file the name of the file that was loaded
 * @param sha256 that file's digest, in lower-case hexadecimal
 * @param rows how many rows the load has
 * @param repairs how many times rejects were repaired and added to it, or replaced in it
 */
public record ExportedLoad(long id, String file, String sha256, long rows, int repairs) {
  /** Reads an array of them; the parser is at its beginning, and at its end afterwards. */
  static List<ExportedLoad> all(JsonParser json) throws IOException {
    List<ExportedLoad> loads = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      loads.add(one(json));
    }
    return List.copyOf(loads);
  }

  private static ExportedLoad one(JsonParser json) throws IOException {
    long id = 0;
    String file = "";
    String sha256 = "";
    long rows = 0;
    int repairs = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = json.getLongValue();
        case "file" -> file = json.getText();
        case "sha256" -> sha256 = json.getText();
        case "rows" -> rows = json.getLongValue();
        case "repairs" -> repairs = json.getIntValue();
        default -> json.skipChildren();
      }
    }
    return new ExportedLoad(id, file, sha256, rows, repairs);
  }
}
