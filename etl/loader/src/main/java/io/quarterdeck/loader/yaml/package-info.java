/** Reads YAML files and reports all problems of a file in one message, each with its line. */
package io.quarterdeck.loader.yaml;
