package io.quarterdeck.loader.dataset;

import java.util.List;

/**
 * What the dataset's job exports.
 *
 * @param by the columns that the aggregates are grouped by
 * @param period the period that the aggregates are also grouped by
 * @param sum the numeric columns that are summed
 */
public record Export(List<String> by, Period period, List<String> sum) {}
