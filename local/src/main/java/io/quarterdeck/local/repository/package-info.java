/** The web server of the local stack, from which pipelines copy files. */
package io.quarterdeck.local.repository;
