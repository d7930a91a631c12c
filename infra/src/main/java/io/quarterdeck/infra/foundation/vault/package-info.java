/** Key Vault and its secrets. */
package io.quarterdeck.infra.foundation.vault;
