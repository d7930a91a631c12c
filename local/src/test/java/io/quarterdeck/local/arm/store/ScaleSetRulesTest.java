package io.quarterdeck.local.arm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.http.ApiError;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleSetRulesTest {
  @TempDir private Path folder;

  @Test
  void encryptionAtHostNeedsTheFeatureOfTheSubscription() {
    Features features = Features.in(folder);
    ScaleSetRules rules = new ScaleSetRules(features);
    rules.check(scaleSet(false));
    ApiError refused = catchThrowableOfType(ApiError.class, () -> rules.check(scaleSet(true)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("InvalidParameter");
    assertThat(refused)
        .hasMessage(
            "The property 'securityProfile.encryptionAtHost' is not valid because the"
                + " 'Microsoft.Compute/EncryptionAtHost' feature is not enabled for this"
                + " subscription.");

    features.register("Microsoft.Compute/EncryptionAtHost");
    rules.check(scaleSet(true));
  }

  private static ArmRequest scaleSet(boolean encrypted) {
    Map<String, Object> machine = Map.of("securityProfile", Map.of("encryptionAtHost", encrypted));
    return new ArmRequest(
        ArmTypes.of("azure-native:compute:VirtualMachineScaleSet"),
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/v",
        Map.of("properties", Map.of("virtualMachineProfile", machine)));
  }
}
