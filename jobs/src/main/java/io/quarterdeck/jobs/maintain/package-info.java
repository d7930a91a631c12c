/** Keeps the Delta tables small and fast. */
package io.quarterdeck.jobs.maintain;
