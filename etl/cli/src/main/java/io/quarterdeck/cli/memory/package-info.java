/** The memory that a command and the local stack use on this machine. */
package io.quarterdeck.cli.memory;
