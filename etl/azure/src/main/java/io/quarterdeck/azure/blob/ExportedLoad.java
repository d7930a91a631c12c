package io.quarterdeck.azure.blob;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A load in an export, as the manifest names it.
 *
 * @param id the id of the load in the ledger
 * @param file the name of the loaded file
 * @param sha256 the digest of that file, in lower-case hexadecimal
 * @param rows the number of rows of the load
 * @param repairs how many times repaired rejects were added to the load or replaced in it
 */
public record ExportedLoad(long id, String file, String sha256, long rows, int repairs) {
  /**
   * Parses an array of loads. The parser must be at the start of the array, and is moved to its
   * end.
   */
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
