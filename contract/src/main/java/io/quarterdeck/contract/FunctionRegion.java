package io.quarterdeck.contract;

import java.util.List;

/**
 * A region in which the plan Flex Consumption of Azure Functions is known to exist. Microsoft
 * publishes no list: {@code az functionapp list-flexconsumption-locations} prints the present one
 * (Microsoft Learn, "Create and manage function apps in the Flex Consumption plan", section "View
 * currently supported regions"). The table names a source for each region. Add a region that the
 * command prints.
 *
 * @param location the name of the region in Azure Resource Manager
 * @param source where the region is named
 */
public record FunctionRegion(String location, String source) {
  private static final String FILE = "function-regions.csv";
  private static final List<FunctionRegion> ALL =
      TableFile.rows(FILE, "region,source", FunctionRegion::row);

  /** Returns the regions by name. */
  public static List<FunctionRegion> all() {
    return ALL;
  }

  /**
   * Whether the table contains a region.
   *
   * @param location the name, or the display name such as {@code Sweden Central}
   */
  public static boolean contains(String location) {
    String name = location.replace(" ", "");
    return ALL.stream().anyMatch(region -> region.location.equalsIgnoreCase(name));
  }

  private static FunctionRegion row(String line) {
    String[] cells = line.split(",", 2);
    return new FunctionRegion(cells[0], cells[1]);
  }
}
