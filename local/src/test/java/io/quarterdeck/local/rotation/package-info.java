/** Tests the rotation of passwords with a real server and vault. */
package io.quarterdeck.local.rotation;
