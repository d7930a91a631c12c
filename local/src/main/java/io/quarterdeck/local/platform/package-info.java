/** Creates the platform on the local stack and connects its emulators with their real backends. */
package io.quarterdeck.local.platform;
