package io.quarterdeck.local.arm.types;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import io.quarterdeck.local.http.schema.Shapes;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Reads shapes from the classes of Pulumi's azure-native SDK, which are generated from Azure's
 * published specifications. The schema therefore has exactly the version with which the program is
 * compiled.
 */
final class ShapeReader {
  private ShapeReader() {}

  /**
   * Returns the inputs of a resource or an object: the annotated fields of its {@code Args} class.
   */
  static ShapeFields inputs(Class<?> args) {
    return new ShapeFields(
        args.getSimpleName(),
        () -> {
          Map<String, ShapeFields.Field> fields = new TreeMap<>();
          for (Class<?> type = args; type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
              Import given = field.getAnnotation(Import.class);
              if (given != null) {
                fields.put(
                    given.name().isEmpty() ? field.getName() : given.name(),
                    new ShapeFields.Field(shape(field.getGenericType()), given.required()));
              }
            }
          }
          return fields;
        });
  }

  /** Returns the outputs of a resource. */
  static ShapeFields outputs(Class<?> resource) {
    return new ShapeFields(
        resource.getSimpleName(),
        () -> {
          Map<String, ShapeFields.Field> fields = new TreeMap<>();
          for (Field field : resource.getDeclaredFields()) {
            Export exported = field.getAnnotation(Export.class);
            if (exported != null) {
              Type type = field.getGenericType();
              fields.put(exported.name(), new ShapeFields.Field(shape(type), !optional(type)));
            }
          }
          return fields;
        });
  }

  private static ShapeFields answer(Class<?> type) {
    return new ShapeFields(
        type.getSimpleName(),
        () -> {
          Map<String, ShapeFields.Field> fields = new TreeMap<>();
          for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
              boolean required = field.getAnnotation(Nullable.class) == null;
              fields.put(
                  answerName(type, field),
                  new ShapeFields.Field(shape(field.getGenericType()), required));
            }
          }
          return fields;
        });
  }

  /** If the name of a property is a Java keyword, it is on the setter of the builder. */
  private static String answerName(Class<?> type, Field field) {
    return Arrays.stream(type.getDeclaredClasses())
        .flatMap(nested -> Arrays.stream(nested.getDeclaredMethods()))
        .filter(method -> method.getName().equals(field.getName()))
        .map((Method method) -> method.getAnnotation(CustomType.Setter.class))
        .filter(setter -> setter != null && !setter.value().isEmpty())
        .map(CustomType.Setter::value)
        .findFirst()
        .orElse(field.getName());
  }

  private static boolean optional(Type type) {
    return type instanceof ParameterizedType output
        && output.getActualTypeArguments()[0] instanceof ParameterizedType value
        && value.getRawType() == Optional.class;
  }

  private static Shape shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      Type raw = generic.getRawType();
      if (raw == Output.class || raw == Optional.class) {
        return shape(of[0]);
      }
      if (raw == List.class) {
        return new Shape.Many(shape(of[0]), Integer.MAX_VALUE);
      }
      if (raw == Map.class) {
        return Shapes.map(shape(of[1]));
      }
      if (raw == Either.class) {
        return either(shape(of[0]), shape(of[1]));
      }
    }
    return type instanceof Class<?> plain ? simple(plain) : new Shape.Anything();
  }

  /**
   * Either a string or an enumeration: the service accepts only the values of the enumeration. Or
   * one of two objects: it has fields of either. The rules of the service check that the fields
   * belong together.
   */
  private static Shape either(Shape left, Shape right) {
    if (left instanceof Shape.Nested one && right instanceof Shape.Nested other) {
      return new Shape.Nested(both(one.fields(), other.fields()));
    }
    return Stream.of(right, left)
        .filter(Shape.Choice.class::isInstance)
        .findFirst()
        .orElseGet(Shape.Anything::new);
  }

  private static ShapeFields both(ShapeFields one, ShapeFields other) {
    return new ShapeFields(
        one.name(),
        () -> {
          Map<String, ShapeFields.Field> fields = new TreeMap<>(other.all());
          fields.putAll(one.all());
          fields.replaceAll(
              (name, field) ->
                  new ShapeFields.Field(
                      field.shape(), isRequired(one, name) && isRequired(other, name)));
          return fields;
        });
  }

  private static boolean isRequired(ShapeFields fields, String name) {
    return fields.find(name).map(ShapeFields.Field::required).orElse(false);
  }

  private static Shape simple(Class<?> type) {
    if (type == String.class) {
      return Shapes.text();
    }
    if (type == Integer.class || type == Double.class) {
      return type == Integer.class ? Shapes.integer() : Shapes.decimal();
    }
    if (type == Boolean.class) {
      return Shapes.flag();
    }
    if (type.isEnum()) {
      TreeSet<String> values = new TreeSet<>();
      Arrays.stream(type.getEnumConstants()).forEach(constant -> values.add(text(constant)));
      return new Shape.Choice(values);
    }
    if (type.getName().contains(".inputs.")) {
      return new Shape.Nested(inputs(type));
    }
    if (type.getName().contains(".outputs.")) {
      return new Shape.Nested(answer(type));
    }
    return new Shape.Anything();
  }

  private static String text(Object constant) {
    try {
      return constant.getClass().getMethod("getValue").invoke(constant).toString();
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(
          "Expected getValue in every enumeration of the SDK:  " + constant, failure);
    }
  }
}
