/** Counts duplicate rows in limited memory. */
package io.quarterdeck.loader.duplicate;
