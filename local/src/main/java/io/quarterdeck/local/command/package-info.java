/** The commands of {@code quarterdeck local}. */
package io.quarterdeck.local.command;
