/** Retries or polls an operation until a deadline, with wait times between the attempts. */
package io.quarterdeck.loader.retry;
