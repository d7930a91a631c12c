/**
 * The HTTP server, the routes and the answers of all emulators. {@link
 * io.quarterdeck.local.http.ApiStyle} has the conventions in which their APIs differ.
 */
package io.quarterdeck.local.http;
