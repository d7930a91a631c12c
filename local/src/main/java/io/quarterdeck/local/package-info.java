/** Placeholder. */
package io.quarterdeck.local;
