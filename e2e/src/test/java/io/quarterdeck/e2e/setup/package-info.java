/** Tests of the scripts in {@code setup/}, with a recording Azure CLI. */
package io.quarterdeck.e2e.setup;
