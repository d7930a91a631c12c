/** Runs {@code setup/pipeline} with the real Azure CLI against an emulator of Azure DevOps. */
package io.quarterdeck.local.devops;
