package io.quarterdeck.infra.models;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.google.gson.Gson;
import io.quarterdeck.infra.arm.ArmRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Reads a request with Microsoft's model, and reports what the model does not accept. */
final class Judge {
  private Judge() {}

  /** Returns the problems of a request; empty if the model accepts it completely. */
  static List<String> findings(
      ArmRequest request, Class<? extends JsonSerializable<?>> modelClass) {
    String json = new Gson().toJson(request.body());
    List<String> findings = new ArrayList<>();
    try {
      JsonSerializable<?> model = read(json, modelClass);
      Object written = new Gson().fromJson(model.toJsonString(), Object.class);
      Object asked = new Gson().fromJson(json, Object.class);
      Differences.of("", asked, written, findings);
      OpenEnumerations.unknownValues(model, json, findings);
      required(model, findings);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      findings.add("unreadable: " + unreadable.getMessage());
    }
    return findings;
  }

  private static JsonSerializable<?> read(String json, Class<?> modelClass) throws IOException {
    try (JsonReader reader = JsonProviders.createReader(json)) {
      Method fromJson = modelClass.getMethod("fromJson", JsonReader.class);
      return (JsonSerializable<?>) fromJson.invoke(null, reader);
    } catch (InvocationTargetException failure) {
      throw new IllegalArgumentException(failure.getCause().toString(), failure);
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("Cannot read a model: found no method fromJson", failure);
    }
  }

  private static void required(JsonSerializable<?> model, List<String> findings) {
    try {
      model.getClass().getMethod("validate").invoke(model);
    } catch (InvocationTargetException missing) {
      findings.add("missing: " + missing.getCause().getMessage());
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(failure.getMessage(), failure);
    }
  }
}
