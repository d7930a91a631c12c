/** Placeholder. */
package io.quarterdeck.jobs;
