package io.quarterdeck.local.arm;

import com.google.gson.JsonObject;

/**
 * A resource as Azure Resource Manager keeps it.
 *
 * @param id its resource id, {@code /subscriptions/…}; compared without regard to case
 * @param type {@code Microsoft.Storage/storageAccounts}
 * @param apiVersion the version of the API that it was last written with
 * @param body what a GET answers: {@code id, name, type, location, tags, properties, …}
 */
public record ArmResource(String id, String type, String apiVersion, JsonObject body) {}
