/** The streams of the streaming system: bronze, silver, gold, and their verification. */
package io.quarterdeck.jobs.stream;
