package io.quarterdeck.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFileTest {
  @TempDir Path folder;

  @Test
  void givesTheSameBytesForTheSameSeed() throws Exception {
    assertThat(sha256(bytes(10_000, ReferenceFile.DEFAULT_SEED)))
        .isEqualTo("4c28f6d34d99b8e8fc6944d1c318a45805d661a8baab22985e661b4cb7106512");
    assertThat(sha256(bytes(10_000, 7)))
        .isEqualTo("0642cae7dc9e5f033a6868764d097960b8f0bc63c0444d52388475057a1e789f");
  }

  @Test
  void hasTheSizeOfTheOriginal() throws IOException {
    assertThat(bytes(ReferenceFile.DEFAULT_ROWS, ReferenceFile.DEFAULT_SEED)).hasSize(40_776_013);
  }

  @Test
  void hasValidRowsSortedByDate() throws IOException {
    List<String> lines = lines(20_000);

    assertThat(lines).hasSize(20_001);
    assertThat(lines.get(0)).isEqualTo("Date,Domain,Location,Value,Transaction_count");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("\\d\\d-\\d\\d-2022,[A-Z]+,[A-Z][a-z]+,\\d{6,7},\\d{3,4}"))
        .isSortedAccordingTo((left, right) -> day(left).compareTo(day(right)));
    assertThat(lines.get(1)).startsWith("01-01-2022,");
    assertThat(lines.get(20_000)).startsWith("31-12-2022,");
  }

  @Test
  void hasAllDomainsAndTownsWithDifferentFrequencies() throws IOException {
    Map<String, Long> towns = count(lines(100_000), 2);
    Map<String, Long> domains = count(lines(100_000), 1);

    assertThat(towns).hasSize(80).containsKeys("Konark", "Mon", "Goa", "Doda", "Ajmer", "Ara");
    assertThat(towns.get("Bombay")).isGreaterThan(10 * towns.get("Doda"));
    assertThat(domains).hasSize(7);
    assertThat(domains.get("RETAIL")).isGreaterThan(3 * domains.get("INTERNATIONAL"));
  }

  @Test
  void hasSeasonsThatDifferByDomain() throws IOException {
    List<String> lines = lines(100_000);

    assertThat(busiestQuarter(lines, "RETAIL")).isEqualTo(4);
    assertThat(busiestQuarter(lines, "RESTRAUNT")).isEqualTo(4);
    assertThat(busiestQuarter(lines, "MEDICAL")).isEqualTo(3);
    assertThat(busiestQuarter(lines, "PUBLIC")).isEqualTo(1);
    assertThat(busiestQuarter(lines, "INVESTMENT")).isEqualTo(1);
    assertThat(busiestQuarter(lines, "EDUCATION")).isEqualTo(2);
    assertThat(busiestQuarter(lines, "INTERNATIONAL")).isEqualTo(2);
  }

  @Test
  void hasOnlyTheHeaderWithoutRows() throws IOException {
    assertThat(lines(0)).containsExactly("Date,Domain,Location,Value,Transaction_count");
    assertThat(lines(1)).hasSize(2);
  }

  @Test
  void leavesOneCompleteFile() throws IOException {
    Path file = folder.resolve("bank.csv");

    ReferenceFile.save(file, 10, 42, Progress.silent());

    assertThat(folder.toFile().list()).containsExactly("bank.csv");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(10, 42));
  }

  @Test
  void requiresAnExistingFolder() {
    assertThatThrownBy(
            () -> ReferenceFile.save(folder.resolve("no/x.csv"), 1, 42, Progress.silent()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot write %s: found no folder %s; expected one. Create it first.",
            folder.resolve("no/x.csv"), folder.resolve("no"));
  }

  private static int busiestQuarter(List<String> lines, String domain) {
    long[] rows = new long[4];
    for (String line : lines) {
      if (line.contains("," + domain + ",")) {
        rows[(Integer.parseInt(line.substring(3, 5)) - 1) / 3]++;
      }
    }
    long most = Arrays.stream(rows).max().orElseThrow();
    return Arrays.stream(rows).boxed().toList().indexOf(most) + 1;
  }

  private static Map<String, Long> count(List<String> lines, int field) {
    return lines.stream()
        .skip(1)
        .collect(
            Collectors.groupingBy(
                line -> List.of(line.split(",", -1)).get(field), Collectors.counting()));
  }

  private static String day(String line) {
    return line.substring(3, 5) + line.substring(0, 2);
  }

  private static List<String> lines(long rows) throws IOException {
    return new String(bytes(rows, 42), StandardCharsets.US_ASCII).lines().toList();
  }

  private static byte[] bytes(long rows, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReferenceFile.write(out, rows, seed, Progress.silent());
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
