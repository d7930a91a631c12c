/** Options that several commands share, and the messages for invalid ones. */
package io.quarterdeck.cli.options;
