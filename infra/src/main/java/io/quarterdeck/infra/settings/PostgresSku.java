package io.quarterdeck.infra.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compute size of PostgreSQL flexible server. Source: Microsoft Learn, "Compute options in Azure
 * Database for PostgreSQL flexible server".
 *
 * @param name the size, such as {@code Standard_D4ds_v5}
 */
public record PostgresSku(String name, Tier tier) {
  /** The compute tiers. */
  public enum Tier {
    BURSTABLE("Burstable"),
    GENERAL_PURPOSE("GeneralPurpose"),
    MEMORY_OPTIMIZED("MemoryOptimized");

    private final String azureName;

    Tier(String azureName) {
      this.azureName = azureName;
    }

    public String azureName() {
      return azureName;
    }
  }

  static final String EXPECTED =
      "a size of flexible server, such as Standard_B2s, Standard_D4ds_v5, Standard_E8ds_v5";

  private static final Pattern BURSTABLE =
      Pattern.compile("Standard_B(1ms|2s|2ms|4ms|8ms|12ms|16ms|20ms)");
  private static final Pattern CORES = Pattern.compile("\\d+");
  private static final Pattern DEDICATED =
      Pattern.compile("Standard_([DE])(\\d+)(s_v3|ds_v4|ds_v5|ads_v5)");
  private static final Set<Integer> GENERAL_CORES = Set.of(2, 4, 8, 16, 32, 48, 64, 96);
  private static final Set<Integer> MEMORY_CORES = Set.of(2, 4, 8, 16, 20, 32, 48, 64, 96);

  /** Returns all sizes that the setting postgresSku accepts. */
  public static List<PostgresSku> all() {
    Stream<String> burstable =
        Stream.of("1ms", "2s", "2ms", "4ms", "8ms", "12ms", "16ms", "20ms")
            .map(size -> "Standard_B" + size);
    Stream<String> dedicated =
        Stream.of("D", "E")
            .flatMap(
                family ->
                    MEMORY_CORES.stream()
                        .sorted()
                        .flatMap(
                            cores ->
                                Stream.of("s_v3", "ds_v4", "ds_v5", "ads_v5")
                                    .map(series -> "Standard_" + family + cores + series)));
    return Stream.concat(burstable, dedicated).flatMap(name -> parse(name).stream()).toList();
  }

  /** Returns the number of virtual cores. */
  public int cores() {
    Matcher number = CORES.matcher(name);
    if (!number.find()) {
      throw new IllegalStateException(name);
    }
    return Integer.parseInt(number.group());
  }

  static Optional<PostgresSku> parse(String name) {
    if (BURSTABLE.matcher(name).matches()) {
      return Optional.of(new PostgresSku(name, Tier.BURSTABLE));
    }
    Matcher matcher = DEDICATED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean general = matcher.group(1).equals("D");
    int cores = Integer.parseInt(matcher.group(2));
    if (!(general ? GENERAL_CORES : MEMORY_CORES).contains(cores)
        || (cores == 96 && !matcher.group(3).endsWith("v5"))) {
      return Optional.empty();
    }
    return Optional.of(
        new PostgresSku(name, general ? Tier.GENERAL_PURPOSE : Tier.MEMORY_OPTIMIZED));
  }
}
