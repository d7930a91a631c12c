/** Rows of the datasets of the lakehouse, generated from a seed, with planted faults. */
package io.quarterdeck.jobs.generate;
