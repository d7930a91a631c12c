/**
 * The storage accounts: the lake with its containers and lifecycle policy, and the account for flow
 * logs.
 */
package io.quarterdeck.infra.foundation.storage;
