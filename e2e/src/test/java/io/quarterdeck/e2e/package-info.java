/** End-to-end tests through the launcher, and tests of the module rules. */
package io.quarterdeck.e2e;
