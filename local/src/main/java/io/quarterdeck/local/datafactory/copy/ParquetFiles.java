package io.quarterdeck.local.datafactory.copy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Reads and writes local Parquet files. */
final class ParquetFiles {
  private ParquetFiles() {}

  /** Reads each row of a file and writes it to another file, with the same columns. */
  static CopiedRows copy(Path source, Path target) throws IOException {
    InputFile input = new LocalInputFile(source);
    MessageType columns;
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      columns = footer.getFooter().getFileMetaData().getSchema();
    }
    long read = 0;
    try (ParquetReader<Group> rows = new Rows(input).build();
        ParquetWriter<Group> writer = writer(target, columns)) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        writer.write(row);
        read++;
      }
    }
    return new CopiedRows(read, rows(target));
  }

  static ParquetWriter<Group> writer(Path target, MessageType columns) throws IOException {
    return ExampleParquetWriter.builder(new LocalOutputFile(target))
        .withConf(new PlainParquetConfiguration())
        .withType(columns)
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .build();
  }

  /** Returns the number of rows that the footer of a file contains. */
  static long rows(Path file) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(new LocalInputFile(file))) {
      return footer.getRecordCount();
    }
  }

  private static final class Rows extends ParquetReader.Builder<Group> {
    Rows(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
