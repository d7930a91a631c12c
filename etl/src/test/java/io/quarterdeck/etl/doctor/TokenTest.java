package io.quarterdeck.etl.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"upn\": \"ada@example.com\", \"tid\": \"t\"} | ada@example.com of the tenant t",
        "{\"unique_name\": \"ada@example.com\"} | ada@example.com",
        "{\"appid\": \"a\", \"oid\": \"o\", \"tid\": \"t\"}"
            + " | the application a (object o) of the tenant t",
        "{} | someone unnamed",
        "no json | someone unnamed"
      })
  void a_token_names_its_holder(String claims, String holder) {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    assertThat(Token.holder("head." + payload + ".signature")).isEqualTo(holder);
  }

  @ParameterizedTest
  @CsvSource({"''", "opaque", "a.b", "a.%%.c"})
  void what_is_no_token_of_entra_names_nobody(String token) {
    assertThat(Token.holder(token)).isEqualTo("an account that the token does not name");
  }
}
