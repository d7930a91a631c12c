package io.quarterdeck.infra.settings;

/**
 * Settings of the streaming system. The limits are those of Event Hubs in the tier Standard
 * (Microsoft Learn, "Azure Event Hubs quotas and limits").
 *
 * @param partitions the number of partitions of the hub, which Azure does not change later
 * @param retentionHours the number of hours for which the hub keeps events
 * @param maximumThroughputUnits the largest number of throughput units. One unit accepts 1 MB/s or
 *     1,000 events/s
 * @param function the function app that sends the events
 */
public record StreamingSettings(
    int partitions, int retentionHours, int maximumThroughputUnits, FunctionSettings function) {
  private static final int MOST_PARTITIONS = 32;
  private static final int SEVEN_DAYS = 168;
  private static final int MOST_UNITS = 40;

  static StreamingSettings read(Fields fields, SettingsProblems problems) {
    return new StreamingSettings(
        fields.integer("eventHubPartitions", 4, 1, MOST_PARTITIONS),
        fields.integer("eventHubRetentionHours", SEVEN_DAYS, 1, SEVEN_DAYS),
        fields.integer("eventHubMaxThroughputUnits", 4, 1, MOST_UNITS),
        FunctionSettings.read(fields, problems));
  }
}
