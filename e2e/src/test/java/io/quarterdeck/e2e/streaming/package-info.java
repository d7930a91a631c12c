/** Tests of the streaming system. */
package io.quarterdeck.e2e.streaming;
