package io.quarterdeck.local.entra;

/**
 * A group of the tenant.
 *
 * @param name the display name
 * @param objectId the object id, a UUID
 */
public record EntraGroup(String name, String objectId) {}
