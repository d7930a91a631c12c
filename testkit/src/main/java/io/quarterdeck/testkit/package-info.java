/** Servers and files that the tests of several modules use. */
package io.quarterdeck.testkit;
