package io.quarterdeck.local.arm;

import com.google.gson.JsonObject;

/**
 * A resource as Azure Resource Manager stores it.
 *
 * @param id the resource id, {@code /subscriptions/…}; compared case-insensitively
 * @param type for example {@code Microsoft.Storage/storageAccounts}
 * @param apiVersion the API version of the last write
 * @param body what a GET returns: {@code id, name, type, location, tags, properties, …}
 */
public record ArmResource(String id, String type, String apiVersion, JsonObject body) {}
