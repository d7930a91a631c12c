/** The wait times between attempts, and the loop that retries or polls until a deadline. */
package io.quarterdeck.loader.retry;
