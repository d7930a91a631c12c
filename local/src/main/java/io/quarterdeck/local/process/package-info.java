/** Runs other programs, waits for conditions, and locks files against other processes. */
package io.quarterdeck.local.process;
