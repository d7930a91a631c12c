package io.quarterdeck.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.testkit.OutputsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleChoiceTest {
  private static final String DEPLOYMENT = "00000000-0000-0000-0000-000000000003";
  private static final String GROUP = "00000000-0000-0000-0000-000000000004";
  private static final String OTHER = "00000000-0000-0000-0000-000000000009";
  private static final String BOTH =
      "service:%s:deployment;group:%s:Data Platform Operators".formatted(DEPLOYMENT, GROUP);

  @TempDir private Path folder;

  @Test
  void anAdministratorSignsInUnderItsOwnName() throws IOException {
    assertThat(role(BOTH, "'oid': '%s', 'appid': 'x'".formatted(DEPLOYMENT)))
        .isEqualTo("deployment");
  }

  @Test
  void aMemberOfTheGroupSignsInUnderTheNameOfTheGroup() throws IOException {
    String member = "'oid': '%s', 'upn': 'ann@example.com', 'groups': ['%s']";
    assertThat(role(BOTH, member.formatted(OTHER, GROUP))).isEqualTo("Data Platform Operators");
    assertThat(role(BOTH, "'oid': '%s', 'upn': 'ann@example.com'".formatted(OTHER)))
        .as("a token that does not contain groups")
        .isEqualTo("Data Platform Operators");
  }

  @Test
  void aPersonOutsideTheGroupSignsInUnderTheOwnName() throws IOException {
    String outside = "'oid': '%s', 'upn': 'ann@example.com', 'groups': ['%s']";
    assertThat(role(BOTH, outside.formatted(OTHER, OTHER))).isEqualTo("ann@example.com");
    assertThat(
            role(
                "service:" + DEPLOYMENT + ":deployment",
                "'oid': '%s', 'unique_name': 'ann@example.com'".formatted(OTHER)))
        .isEqualTo("ann@example.com");
  }

  @Test
  void anApplicationThatIsNoAdministratorIsRefusedBeforeTheSignIn() throws IOException {
    assertThatThrownBy(
            () -> role("service:" + DEPLOYMENT + ":deployment", "'oid': '%s'".formatted(OTHER)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot sign in to PostgreSQL: the token is for the principal "
                + OTHER
                + "; expected an administrator of the server (deployment), or --user. Sign in as one"
                + " of them, or name a role of the principal with --user.");
  }

  @Test
  void theRequestedRoleIsUsed() throws IOException {
    assertThat(choice(BOTH, Optional.of("reader")).of(token("'oid': '" + DEPLOYMENT + "'")))
        .isEqualTo("reader");
  }

  @Test
  void aTokenInAnotherFormatSignsInAsTheRoleOfTheStack() throws IOException {
    assertThat(choice(BOTH, Optional.empty()).of("opaque"))
        .isEqualTo("id-qdeck-dev-weu-0c472-deployment");
  }

  private String role(String administrators, String claims) throws IOException {
    return choice(administrators, Optional.empty()).of(token(claims));
  }

  private RoleChoice choice(String administrators, Optional<String> requested) throws IOException {
    Path outputs = new OutputsFile().with("postgresAdministrators", administrators).write(folder);
    return new RoleChoice(OutputsSource.file(outputs).postgres(), requested);
  }

  private static String token(String claims) {
    String json = "{" + claims.replace('\'', '"') + "}";
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return "e30." + payload + ".c2ln";
  }
}
