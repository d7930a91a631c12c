/** Removes the rights on the state and the keys of Pulumi, one after the other. */
package io.quarterdeck.local.state;
