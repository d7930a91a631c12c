/** Microsoft Entra ID on the local stack: the principals of the tenant, and their tokens. */
package io.quarterdeck.local.entra;
