package io.quarterdeck.local.platform;

import io.quarterdeck.cli.retirement.UsedApiVersions;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import java.util.Map;
import java.util.stream.Collectors;

/** The API versions of the Pulumi program. */
public final class ProgramApiVersions implements UsedApiVersions {
  @Override
  public Map<String, String> byType() {
    return ArmTypes.all().stream().collect(Collectors.toMap(ArmType::token, ArmType::apiVersion));
  }
}
