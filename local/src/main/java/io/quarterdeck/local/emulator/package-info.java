/** The process that runs the emulators: start, stop, ports, token and certificate. */
package io.quarterdeck.local.emulator;
