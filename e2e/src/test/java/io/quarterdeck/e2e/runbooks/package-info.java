/** Checks the commands in the runbooks against the command line and the Pulumi program. */
package io.quarterdeck.e2e.runbooks;
