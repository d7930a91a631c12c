package io.quarterdeck.cli.report;

/**
 * A section of the report.
 *
 * @param title its heading, as text
 * @param html its content, in which all texts are escaped
 */
public record Section(String title, String html) {}
