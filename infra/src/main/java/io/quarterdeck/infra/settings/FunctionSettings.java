package io.quarterdeck.infra.settings;

import java.util.regex.Pattern;

/**
 * Settings of the function app that sends orders.
 *
 * @param subnet the subnet through which the app connects to Event Hubs and its storage account
 * @param memory the memory of an instance
 * @param maximumInstances up to how many instances Azure starts
 * @param schedule when the function runs: a CRON expression with seconds
 * @param ordersPerTick the number of events that each run sends
 */
public record FunctionSettings(
    Cidr subnet, InstanceMemory memory, int maximumInstances, String schedule, int ordersPerTick) {
  static final String SUBNET = "functionsSubnet";

  /**
   * The smallest subnet of a workload profile environment, which the plan uses. Source: Microsoft
   * Learn, "Azure Functions networking options" and "Virtual network configuration" (Azure
   * Container Apps).
   */
  static final int SUBNET_PREFIX = 27;

  /**
   * The limits of the plan. Source: Microsoft Learn, "Azure Functions Flex Consumption plan
   * hosting", section "Considerations".
   */
  private static final int FEWEST_INSTANCES = 40;

  private static final int MOST_INSTANCES = 1000;

  /** The largest number that the function accepts. */
  private static final int MOST_ORDERS = 999_999;

  private static final String SCHEDULE = "orderSchedule";
  private static final String EACH_MINUTE = "0 * * * * *";

  /**
   * Six fields, the first of which is the second. Source: Microsoft Learn, "Timer trigger for Azure
   * Functions", section "NCRONTAB expressions".
   */
  private static final Pattern NCRONTAB = Pattern.compile("[0-9A-Za-z*/,-]+( [0-9A-Za-z*/,-]+){5}");

  static FunctionSettings read(Fields fields, SettingsProblems problems) {
    String schedule = fields.text(SCHEDULE, EACH_MINUTE);
    if (!NCRONTAB.matcher(schedule).matches()) {
      problems.add(
          SCHEDULE,
          Fields.quote(schedule),
          "six fields, from the second to the day of the week, such as " + EACH_MINUTE,
          "'" + EACH_MINUTE + "'");
    }
    return new FunctionSettings(
        fields.cidr(SUBNET, "10.40.4.192/26"),
        fields.choice("functionMemory", InstanceMemory.SMALL, InstanceMemory::value),
        fields.integer("functionMaxInstances", FEWEST_INSTANCES, FEWEST_INSTANCES, MOST_INSTANCES),
        schedule,
        fields.integer("ordersPerTick", 100, 1, MOST_ORDERS));
  }
}
