package io.quarterdeck.cli.doctor;

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
        "{} | an unnamed account",
        "no json | an unnamed account"
      })
  void aTokenNamesItsHolder(String claims, String holder) {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    assertThat(Token.holder("head." + payload + ".signature")).isEqualTo(holder);
  }

  @ParameterizedTest
  @CsvSource({"''", "opaque", "a.b", "a.%%.c"})
  void whatIsNoTokenOfEntraNamesNobody(String token) {
    assertThat(Token.holder(token)).isEqualTo("an account that the token does not name");
  }
}
