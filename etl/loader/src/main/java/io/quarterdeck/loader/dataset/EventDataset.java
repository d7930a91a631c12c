package io.quarterdeck.loader.dataset;

import java.time.Duration;
import java.util.List;

/**
 * A dataset of events. Each event is a JSON object.
 *
 * @param name the name, which is part of the paths in the lake
 * @param key the field that identifies an event: two events with the same value are duplicates
 * @param partitionBy the field whose value is the partition key in the hub. Events with the same
 *     value keep their order
 * @param eventTime the field with the time at which the event happened
 * @param lateBy an event that arrives later than this after its time is late
 * @param fields the fields, in the order of the file
 * @param expectations the conditions that each event must meet
 */
public record EventDataset(
    String name,
    String key,
    String partitionBy,
    String eventTime,
    Duration lateBy,
    List<EventField> fields,
    List<Expectation> expectations)
    implements SourceDataset {}
