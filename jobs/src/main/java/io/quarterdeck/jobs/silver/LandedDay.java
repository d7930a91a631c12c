package io.quarterdeck.jobs.silver;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.jobs.blob.BlobFile;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The manifest of a day in the container {@code landing}. The copy of a day writes its files to a
 * folder of its own, and then the manifest. Therefore a reader sees the files of one complete copy.
 *
 * @param day the day
 * @param run the id of the run that copied the files, which is the name of their folder
 * @param rows the number of rows
 * @param files the number of files
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LandedDay(String day, String run, long rows, long files) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the manifest of a day.
   *
   * @param folder the folder of the day, as a URI
   * @return empty if there is no manifest
   * @throws Failure if the manifest cannot be read, or belongs to another day
   */
  static Optional<LandedDay> read(BlobFiles blob, String folder, LocalDate day) {
    String path = folder + "/" + LakehouseSource.MANIFEST;
    try {
      Optional<LandedDay> found = blob.read(new Path(path)).map(LandedDay::parse);
      found
          .filter(each -> !day.toString().equals(each.day()))
          .ifPresent(
              each -> {
                throw Failure.of(
                    "Cannot ingest %s: found the day %s in %s; expected %s. Copy the day again.",
                    day, each.day(), path, day);
              });
      return found;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot ingest %s: found %s; expected a readable file %s. Check that the storage account"
              + " is reachable, and copy the day again if the file is damaged.",
          day,
          Causes.brief(e),
          path);
    }
  }

  /**
   * Returns the newest day whose copy has a manifest.
   *
   * @param input the folder that has a folder for each day, as a URI
   * @throws Failure if the folder cannot be read
   */
  public static Optional<LocalDate> newest(BlobFiles blob, String input) {
    try {
      return blob.list(new Path(input)).stream()
          .map(BlobFile::path)
          .filter(path -> path.getName().equals(LakehouseSource.MANIFEST))
          .map(path -> path.getParent().getName())
          .filter(name -> name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
          .map(LocalDate::parse)
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot look for the newest day in %s: found %s; expected an accessible folder. Check"
              + " that the storage account is reachable and its credentials are right.",
          input,
          Causes.brief(e));
    }
  }

  /** Writes the manifest to the folder of the day. */
  public void write(BlobFiles blob, String folder) throws IOException {
    blob.write(new Path(folder + "/" + LakehouseSource.MANIFEST), JSON.writeValueAsString(this));
  }

  private static LandedDay parse(String json) {
    try {
      return JSON.readValue(json, LandedDay.class);
    } catch (JsonProcessingException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the manifest of a day: found %s; expected day, run, rows and files. Copy the"
              + " day again.",
          e.getOriginalMessage());
    }
  }
}
