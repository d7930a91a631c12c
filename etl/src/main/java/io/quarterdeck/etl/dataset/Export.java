package io.quarterdeck.etl.dataset;

import java.util.List;

/**
 * What the quarterly job makes of the table.
 *
 * @param by the columns that the aggregates are grouped by
 * @param period the stretch of time that they are grouped by as well
 * @param sum the numeric columns that are summed
 */
public record Export(List<String> by, Period period, List<String> sum) {}
