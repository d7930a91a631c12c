/** What the help of all commands has in common: groups of commands, and examples. */
package io.quarterdeck.cli.help;
