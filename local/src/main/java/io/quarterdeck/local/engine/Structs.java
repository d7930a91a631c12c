package io.quarterdeck.local.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Converts properties of Pulumi's protocol to JSON and back. Whole numbers have no fraction, which
 * protobuf's own printer would add.
 */
final class Structs {
  private Structs() {}

  static JsonObject json(Struct struct) {
    JsonObject object = new JsonObject();
    // Sorted, so that equal properties result in equal text.
    struct.getFieldsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> object.add(field.getKey(), json(field.getValue())));
    return object;
  }

  private static JsonElement json(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> JsonNull.INSTANCE;
      case BOOL_VALUE -> new JsonPrimitive(value.getBoolValue());
      case STRING_VALUE -> new JsonPrimitive(value.getStringValue());
      case NUMBER_VALUE -> new JsonPrimitive(number(value.getNumberValue()));
      case STRUCT_VALUE -> json(value.getStructValue());
      case LIST_VALUE -> {
        JsonArray list = new JsonArray();
        value.getListValue().getValuesList().forEach(each -> list.add(json(each)));
        yield list;
      }
    };
  }

  private static Number number(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    return exact.scale() <= 0 ? exact.toBigInteger() : exact;
  }

  static Struct struct(JsonObject object) {
    Struct.Builder struct = Struct.newBuilder();
    object.entrySet().forEach(field -> struct.putFields(field.getKey(), value(field.getValue())));
    return struct.build();
  }

  private static Value value(JsonElement json) {
    Value.Builder value = Value.newBuilder();
    if (json.isJsonNull()) {
      value.setNullValue(NullValue.NULL_VALUE);
    } else if (json.isJsonObject()) {
      value.setStructValue(struct(json.getAsJsonObject()));
    } else if (json.isJsonArray()) {
      ListValue.Builder list = ListValue.newBuilder();
      json.getAsJsonArray().forEach(each -> list.addValues(value(each)));
      value.setListValue(list);
    } else if (json.getAsJsonPrimitive().isBoolean()) {
      value.setBoolValue(json.getAsBoolean());
    } else if (json.getAsJsonPrimitive().isNumber()) {
      value.setNumberValue(json.getAsDouble());
    } else {
      value.setStringValue(json.getAsString());
    }
    return value.build();
  }
}
