package io.quarterdeck.local.arm.types;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schema of the provider for {@code pulumi import} and {@code pulumi package}: the types in
 * {@link ArmTypes} with the properties of the SDK's classes. The format is "Pulumi package schema",
 * the record PackageSpec of Pulumi's package codegen/schema.
 */
public final class PackageSchema {
  private static final String PACKAGE = "azure-native";

  private final JsonObject types = new JsonObject();

  private PackageSchema() {}

  /**
   * Returns the schema.
   *
   * @param version the version of azure-native
   */
  public static JsonObject of(String version) {
    return new PackageSchema().schema(version);
  }

  private JsonObject schema(String version) {
    JsonObject resources = new JsonObject();
    JsonObject packages = new JsonObject();
    ArmTypes.all().stream()
        .sorted(Comparator.comparing(ArmType::token))
        .forEach(
            type -> {
              String token = PACKAGE + ":" + type.token();
              resources.add(token, resource(ResourceShape.find(token).orElseThrow()));
              packages.addProperty(module(type), module(type));
            });
    JsonObject java = new JsonObject();
    java.add("packages", packages);
    JsonObject language = new JsonObject();
    language.add("java", java);
    JsonObject schema = new JsonObject();
    schema.addProperty("name", PACKAGE);
    schema.addProperty("version", version);
    schema.add("language", language);
    schema.add(
        "provider", object("inputProperties", "requiredInputs", PACKAGE, ResourceShape.provider()));
    schema.add("types", types);
    schema.add("resources", resources);
    return schema;
  }

  private JsonObject resource(ResourceShape shape) {
    String module = module(shape.type());
    JsonObject resource = object("properties", "required", module, shape.outputs());
    JsonObject inputs = object("inputProperties", "requiredInputs", module, shape.inputs());
    inputs
        .getAsJsonObject("inputProperties")
        .entrySet()
        .forEach(
            input -> {
              if (shape.type().replaces(input.getKey())) {
                input.getValue().getAsJsonObject().addProperty("willReplaceOnChanges", true);
              }
            });
    inputs.entrySet().forEach(part -> resource.add(part.getKey(), part.getValue()));
    return resource;
  }

  private JsonObject object(String properties, String required, String module, ShapeFields fields) {
    JsonObject described = new JsonObject();
    JsonArray needed = new JsonArray();
    Map<String, ShapeFields.Field> ordered = new TreeMap<>(fields.all());
    ordered.forEach(
        (name, field) -> {
          described.add(name, type(module, field.shape()));
          if (field.required()) {
            needed.add(name);
          }
        });
    JsonObject object = new JsonObject();
    object.add(properties, described);
    object.add(required, needed);
    return object;
  }

  private JsonObject type(String module, Shape shape) {
    if (shape instanceof Shape.Nested nested) {
      return reference("#/types/" + objectType(module, nested.fields()));
    }
    if (shape instanceof Shape.Many many) {
      JsonObject list = plain("array");
      list.add("items", type(module, many.item()));
      return list;
    }
    if (shape instanceof Shape.Dictionary free) {
      JsonObject map = plain("object");
      map.add("additionalProperties", type(module, free.value()));
      return map;
    }
    if (shape instanceof Shape.Figure figure) {
      return plain(figure.whole() ? "integer" : "number");
    }
    if (shape instanceof Shape.Flag) {
      return plain("boolean");
    }
    // Azure's enumerations are open: Pulumi's type for them also accepts any string.
    return shape instanceof Shape.Anything ? reference("pulumi.json#/Any") : plain("string");
  }

  /**
   * Returns the token of an object type. Each type is described once, because Azure's types are
   * recursive.
   */
  private String objectType(String module, ShapeFields fields) {
    String token = PACKAGE + ":" + module + ":" + fields.name().replaceAll("Args$", "");
    if (!types.has(token)) {
      JsonObject object = plain("object");
      types.add(token, object);
      object("properties", "required", module, fields)
          .entrySet()
          .forEach(part -> object.add(part.getKey(), part.getValue()));
    }
    return token;
  }

  private static JsonObject plain(String type) {
    JsonObject plain = new JsonObject();
    plain.addProperty("type", type);
    return plain;
  }

  private static JsonObject reference(String to) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", to);
    return reference;
  }

  private static String module(ArmType type) {
    return type.token().substring(0, type.token().indexOf(':'));
  }
}
