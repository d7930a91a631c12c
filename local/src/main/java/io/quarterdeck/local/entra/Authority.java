package io.quarterdeck.local.entra;

import java.net.URI;

/**
 * What a service needs to know about the tenant.
 *
 * @param tokens checks the tokens of callers
 * @param url the address of the tenant, without a trailing slash; a challenge names it
 */
public record Authority(TokenCheck tokens, URI url) {
  /** Returns the tenant of an Entra endpoint. */
  public static Authority at(URI entra, TokenCheck tokens) {
    return new Authority(tokens, URI.create(entra + "/" + LocalTenant.ID));
  }
}
