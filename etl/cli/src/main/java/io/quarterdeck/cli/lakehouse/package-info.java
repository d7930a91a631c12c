/**
 * What commands do for the lakehouse system: the steps of {@code bootstrap}, the checks of {@code
 * doctor}, the runs of its jobs, its models and its report.
 */
package io.quarterdeck.cli.lakehouse;
