package io.quarterdeck.loader.dataset;

/**
 * When the dataset's job runs.
 *
 * @param quartz a Quartz cron expression
 * @param timezone an IANA time zone
 */
public record Schedule(String quartz, String timezone) {}
