/**
 * Signs the programs of this machine in to the local stack, as people and as service principals.
 */
package io.quarterdeck.local.signin;
