/** Bronze to silver: types, expectations, quarantine and merges of the days of a dataset. */
package io.quarterdeck.jobs.silver;
