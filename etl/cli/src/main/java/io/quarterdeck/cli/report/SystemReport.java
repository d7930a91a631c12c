package io.quarterdeck.cli.report;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.contract.PlatformSystemName;
import java.io.PrintWriter;
import java.util.List;

/**
 * The part of the report about one system.
 *
 * @param system the system
 * @param title its heading, as text
 * @param subtitle the line below the heading, as text
 * @param sections its sections, in their order on the page
 * @param highlights what the command {@code report} prints about the system
 */
public record SystemReport(
    PlatformSystemName system,
    String title,
    String subtitle,
    List<Section> sections,
    Highlights highlights) {
  /** The most important results of a system. */
  public interface Highlights {
    /** Adds the fields of the system to the JSON result of the command. */
    JsonObject addTo(JsonObject object);

    /** Prints the results as text. */
    void print(PrintWriter out);
  }
}
