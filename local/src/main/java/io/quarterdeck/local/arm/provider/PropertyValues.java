package io.quarterdeck.local.arm.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.quarterdeck.local.arm.types.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts between the engine's values and maps, lists, strings, numbers, booleans, {@link
 * SecretValue} and {@link Unknown}. The signatures come from the page "property values" of Pulumi's
 * protocol.
 */
final class PropertyValues {
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final String VALUE = "value";
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  /** Computed values of types other than string have their own signatures. */
  private static final List<String> UNKNOWNS =
      List.of(
          UNKNOWN,
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
          "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
          "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

  private PropertyValues() {}

  static Map<String, Object> read(Struct struct) {
    Map<String, Object> map = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((key, value) -> map.put(key, read(value)));
    return map;
  }

  private static Object read(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE ->
          UNKNOWNS.contains(value.getStringValue()) ? Unknown.UNKNOWN : value.getStringValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case LIST_VALUE -> {
        List<Object> list = new ArrayList<>();
        value.getListValue().getValuesList().forEach(entry -> list.add(read(entry)));
        yield list;
      }
      case STRUCT_VALUE -> readStruct(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  private static Object readStruct(Struct struct) {
    Value signature = struct.getFieldsMap().get(SIGNATURE);
    if (signature == null) {
      return read(struct);
    }
    if (signature.getStringValue().equals(SECRET)) {
      return new SecretValue(read(struct.getFieldsOrThrow(VALUE)));
    }
    throw new IllegalArgumentException(
        "Cannot read a value of the signature "
            + signature.getStringValue()
            + ": it is an asset, an archive or a resource; expected a plain value or a secret.");
  }

  static Struct write(Map<String, Object> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((key, value) -> struct.putFields(key, write(value)));
    return struct.build();
  }

  private static Value write(Object value) {
    Value.Builder written = Value.newBuilder();
    if (value == null) {
      written.setNullValue(NullValue.NULL_VALUE);
    } else if (value == Unknown.UNKNOWN) {
      written.setStringValue(UNKNOWN);
    } else if (value instanceof SecretValue secret) {
      written.setStructValue(
          Struct.newBuilder()
              .putFields(SIGNATURE, write(SECRET))
              .putFields(VALUE, write(secret.value())));
    } else if (value instanceof Boolean flag) {
      written.setBoolValue(flag);
    } else if (value instanceof Number number) {
      written.setNumberValue(number.doubleValue());
    } else if (value instanceof List<?> list) {
      ListValue.Builder entries = ListValue.newBuilder();
      list.forEach(entry -> entries.addValues(write(entry)));
      written.setListValue(entries);
    } else if (value instanceof Map<?, ?> map) {
      Struct.Builder struct = Struct.newBuilder();
      map.forEach((key, entry) -> struct.putFields(key.toString(), write(entry)));
      written.setStructValue(struct);
    } else {
      written.setStringValue(value.toString());
    }
    return written.build();
  }
}
