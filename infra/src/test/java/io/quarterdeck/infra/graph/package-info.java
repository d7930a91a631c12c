/** Runs the program with Pulumi's mocks, and records the declared resources for tests. */
package io.quarterdeck.infra.graph;
