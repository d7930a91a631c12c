package io.quarterdeck.infra.foundation.storage;

import java.util.List;

/**
 * What the systems need in the lake.
 *
 * @param containers their containers
 * @param readers the resources that read the lake from outside the network with their own identity,
 *     such as {@code Microsoft.Synapse/workspaces/syn-1}
 */
public record LakeUse(List<LakeContainer> containers, List<String> readers) {}
