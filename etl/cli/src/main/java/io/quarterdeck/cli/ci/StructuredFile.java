package io.quarterdeck.cli.ci;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A JSON or YAML file that a command reads.
 *
 * @param path the path
 * @param what the name in messages, such as {@code the preview of dev in target/preview.json}
 * @param expected the expected content, for messages
 * @param advice what to do if the content is invalid, one sentence
 */
record StructuredFile(Path path, String what, String expected, String advice) {
  /**
   * Reads the file as JSON.
   *
   * @throws Failure if the file cannot be read or is not JSON
   */
  Object json() {
    try {
      return Json.read(Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw unreadable(
          place(at.getLineNr(), at.getColumnNr()) + oneLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw unreadable(found(e), e);
    }
  }

  /**
   * Reads the file as YAML.
   *
   * @throws Failure if the file cannot be read or is not YAML
   */
  Object yaml() {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(path));
    } catch (MarkedYamlEngineException e) {
      Mark at = e.getProblemMark().orElseThrow();
      throw unreadable(place(at.getLine() + 1, at.getColumn() + 1) + oneLine(e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw unreadable(oneLine(e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(found(e), e);
    }
  }

  /** Returns the failure for invalid content. */
  Failure unreadable(String found) {
    return unreadable(found, null);
  }

  private Failure unreadable(String found, Throwable cause) {
    return Failure.causedBy(
        cause, "Cannot read %s: found %s; expected %s. %s", what, found, expected, advice);
  }

  private static String place(int line, int column) {
    return "in line %d, column %d: ".formatted(line, column);
  }

  private static String found(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    return e instanceof AccessDeniedException ? "no right to read it" : e.toString();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
