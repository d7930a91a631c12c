/**
 * The HTTP server, the routes and the answers of all emulators. {@link
 * io.quarterdeck.local.http.ApiStyle} defines the conventions that differ between their APIs.
 */
package io.quarterdeck.local.http;
