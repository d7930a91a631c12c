package io.quarterdeck.local.arm.types;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schema of the provider for {@code pulumi import} and {@code pulumi package}: the types of a
 * {@link ProviderPackage} with the properties of the SDK's classes. The format is "Pulumi package
 * schema", the record PackageSpec of Pulumi's package codegen/schema.
 */
public final class PackageSchema {
  private final ProviderPackage described;
  private final JsonObject types = new JsonObject();

  private PackageSchema(ProviderPackage described) {
    this.described = described;
  }

  /**
   * Returns the schema.
   *
   * @param described the package
   * @param version the version of azure-native
   */
  public static JsonObject of(ProviderPackage described, String version) {
    return new PackageSchema(described).schema(version);
  }

  private JsonObject schema(String version) {
    JsonObject resources = new JsonObject();
    JsonObject packages = new JsonObject();
    described.types().stream()
        .sorted(Comparator.comparing(ArmType::token))
        .forEach(
            type -> {
              String token = type.pulumiType();
              resources.add(token, resource(ResourceShape.find(token).orElseThrow()));
              packages.addProperty(module(type), module(type));
            });
    JsonObject java = new JsonObject();
    java.add("packages", packages);
    JsonObject language = new JsonObject();
    language.add("java", java);
    JsonObject schema = new JsonObject();
    schema.addProperty("name", described.name());
    schema.addProperty("version", version);
    described
        .parameter()
        .ifPresent(value -> schema.add("parameterization", parameterization(value, version)));
    schema.add("language", language);
    schema.add(
        "provider",
        object("inputProperties", "requiredInputs", described.name(), ResourceShape.provider()));
    schema.add("types", types);
    schema.add("resources", resources);
    return schema;
  }

  /** The schema contains the bytes of the parameter as base64 text. */
  private static JsonObject parameterization(byte[] parameter, String version) {
    JsonObject provider = new JsonObject();
    provider.addProperty("name", ProviderPackage.DEFAULT.name());
    provider.addProperty("version", version);
    JsonObject parameterization = new JsonObject();
    parameterization.add("baseProvider", provider);
    parameterization.addProperty("parameter", Base64.getEncoder().encodeToString(parameter));
    return parameterization;
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
    String token = described.name() + ":" + module + ":" + fields.name().replaceAll("Args$", "");
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
