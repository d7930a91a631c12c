/** Computes the profile of each column while a file is read. */
package io.quarterdeck.loader.profile;
