/**
 * The classes that all other packages use: failures, loopback addresses and the version of the
 * program. The other packages contain the command line, the loader and the clients of Azure.
 */
package io.quarterdeck.etl;
