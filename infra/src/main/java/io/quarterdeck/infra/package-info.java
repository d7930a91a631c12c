/** Placeholder. */
package io.quarterdeck.infra;
