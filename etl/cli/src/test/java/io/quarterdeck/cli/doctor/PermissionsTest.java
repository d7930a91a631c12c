package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final Right SERVERS =
      new Right(Right.Plane.CONTROL, List.of("Microsoft.Example/servers/write"), "Someone");

  @Test
  void aStarStandsForAnyText() {
    for (String pattern :
        List.of(
            "*",
            "*/write",
            "Microsoft.Example/*",
            "Microsoft.Example/*/write",
            "microsoft.example/SERVERS/write")) {
      assertThat(missing(role("\"" + pattern + "\"", ""))).as(pattern).isEmpty();
    }
    for (String pattern :
        List.of("*/read", "MicrosoftXExample/servers/write", "Microsoft.Example/servers", "")) {
      assertThat(missing(role("\"" + pattern + "\"", ""))).as(pattern).hasSize(1);
    }
  }

  @Test
  void anExceptionHoldsWithinItsOwnRoleAlone() {
    String allButServers = role("\"*\"", "\"Microsoft.Example/servers/*\"");
    assertThat(missing(allButServers)).containsExactly("Microsoft.Example/servers/write");
    assertThat(missing(allButServers, role("\"*/write\"", ""))).isEmpty();
  }

  @Test
  void aRightToTheResourceIsNoneToItsData() {
    Right data = new Right(Right.Plane.DATA, SERVERS.actions(), "Someone");
    assertThat(permissions(role("\"*\"", "")).missing(data))
        .containsExactly("Microsoft.Example/servers/write");
  }

  @Test
  void withoutARoleEverythingIsMissing() {
    assertThat(missing()).containsExactly("Microsoft.Example/servers/write");
  }

  private static List<String> missing(String... roles) {
    return permissions(roles).missing(SERVERS);
  }

  private static Permissions permissions(String... roles) {
    return new Permissions(Arrays.stream(roles).map(PermissionsTest::permission).toList());
  }

  private static PermissionInner permission(String json) {
    try (JsonReader reader = JsonProviders.createReader(json)) {
      return PermissionInner.fromJson(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String role(String actions, String notActions) {
    return "{\"actions\": [%s], \"notActions\": [%s], \"dataActions\": [], \"notDataActions\": []}"
        .formatted(actions, notActions);
  }
}
