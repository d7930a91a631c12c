package io.quarterdeck.azure.databricks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.databricks.run.RunTokens.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTokensTest {
  @TempDir private Path folder;

  @Test
  void theTokenIsOnDiskBeforeTheCallAndGoneAfterItsAnswer() throws IOException {
    RunTokens tokens = new RunTokens(folder);
    List<String> asked = new ArrayList<>();
    List<String> kept = new ArrayList<>();

    tokens.ask("job", token -> asked.add(token.value()) && kept.add(onDisk()));

    assertThat(kept).isEqualTo(asked).hasSize(1);
    assertThat(kept.get(0)).hasSizeLessThanOrEqualTo(64);
    assertThat(folder.resolve("job.token")).doesNotExist();
  }

  @Test
  void aTokenWithoutAnAnswerIsUsedAgainAndOneWithAnAnswerIsNot() {
    RunTokens tokens = new RunTokens(folder);
    List<Token> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                tokens.ask(
                    "job",
                    token -> {
                      seen.add(token);
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");

    new RunTokens(folder).ask("job", seen::add);
    new RunTokens(folder).ask("job", seen::add);

    assertThat(seen)
        .extracting(Token::origin)
        .containsExactly(Token.Origin.NEW, Token.Origin.UNANSWERED, Token.Origin.NEW);
    assertThat(seen.get(1).value()).isEqualTo(seen.get(0).value());
    assertThat(seen.get(2).value()).isNotEqualTo(seen.get(0).value());
  }

  private String onDisk() {
    try {
      return Files.readString(folder.resolve("job.token"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
