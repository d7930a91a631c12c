/** The commands and checks of the streaming system. */
package io.quarterdeck.cli.streaming;
