/** Compares the pages in docs/reference with the code that they describe. */
package io.quarterdeck.e2e.reference;
