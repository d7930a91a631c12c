package io.quarterdeck.loader.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.loader.profile.ColumnProfile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column's profile as stored in the ledger. Numbers are decimal strings, which keep all digits.
 *
 * @param name the column's name in the table
 * @param nulls the number of nulls
 * @param distinct the number of different values, as {@link ColumnProfile} counts them
 * @param min the smallest value
 * @param max the largest value
 * @param mean the mean of numbers
 * @param sum the sum of numbers
 */
public record LedgerProfile(
    String name,
    long nulls,
    long distinct,
    Optional<String> min,
    Optional<String> max,
    Optional<String> mean,
    Optional<String> sum) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The part of a profile that the ledger stores. */
  public static LedgerProfile of(ColumnProfile profile) {
    return new LedgerProfile(
        profile.name(),
        profile.nulls(),
        profile.distinct(),
        profile.min(),
        profile.max(),
        profile.mean(),
        profile.sum());
  }

  /** Formats the profiles as a JSON array. */
  public static String write(List<LedgerProfile> profiles) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (LedgerProfile profile : profiles) {
        profile.write(json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("nulls", nulls);
    json.writeNumberField("distinct", distinct);
    json.writeStringField("min", min.orElse(null));
    json.writeStringField("max", max.orElse(null));
    json.writeStringField("mean", mean.orElse(null));
    json.writeStringField("sum", sum.orElse(null));
    json.writeEndObject();
  }

  /** Parses a JSON array that {@link #write(List)} wrote. */
  public static List<LedgerProfile> read(String text) {
    List<LedgerProfile> profiles = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        profiles.add(read(json));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return profiles;
  }

  private static LedgerProfile read(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      fields.put(field, json.getValueAsString());
    }
    return new LedgerProfile(
        fields.get("name"),
        Long.parseLong(fields.get("nulls")),
        Long.parseLong(fields.get("distinct")),
        Optional.ofNullable(fields.get("min")),
        Optional.ofNullable(fields.get("max")),
        Optional.ofNullable(fields.get("mean")),
        Optional.ofNullable(fields.get("sum")));
  }
}
