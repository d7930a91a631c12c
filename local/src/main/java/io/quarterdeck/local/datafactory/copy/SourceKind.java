package io.quarterdeck.local.datafactory.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.JulianFields;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The types of PostgreSQL that a copy supports, and their types in Parquet. Sources: Microsoft
 * Learn, "Copy data From PostgreSQL V2", "Data type mapping"; "Parquet format", "Data type
 * support": a timestamp becomes an INT96.
 */
enum SourceKind {
  INTEGER(PrimitiveTypeName.INT32) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getInt(index));
    }
  },
  BIGINT(PrimitiveTypeName.INT64) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getLong(index));
    }
  },
  REAL(PrimitiveTypeName.FLOAT) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getFloat(index));
    }
  },
  DOUBLE(PrimitiveTypeName.DOUBLE) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getDouble(index));
    }
  },
  FLAG(PrimitiveTypeName.BOOLEAN) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getBoolean(index));
    }
  },
  TEXT(PrimitiveTypeName.BINARY) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, rows.getString(index));
    }
  },
  DATE(PrimitiveTypeName.INT96) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, time(rows.getObject(index, LocalDate.class).atStartOfDay()));
    }
  },
  TIMESTAMP(PrimitiveTypeName.INT96) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(name, time(rows.getObject(index, LocalDateTime.class)));
    }
  },
  MOMENT(PrimitiveTypeName.INT96) {
    @Override
    void append(ResultSet rows, int index, Group row, String name) throws SQLException {
      row.append(
          name,
          time(
              rows.getObject(index, OffsetDateTime.class)
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toLocalDateTime()));
    }
  };

  private final PrimitiveTypeName stored;

  SourceKind(PrimitiveTypeName stored) {
    this.stored = stored;
  }

  /** Returns the type with the name that the driver returns. */
  static SourceKind of(String name) throws SQLException {
    return switch (name) {
      case "int2", "int4", "serial" -> INTEGER;
      case "int8", "bigserial" -> BIGINT;
      case "float4" -> REAL;
      case "float8" -> DOUBLE;
      case "bool" -> FLAG;
      case "text", "varchar", "bpchar", "name" -> TEXT;
      case "date" -> DATE;
      case "timestamp" -> TIMESTAMP;
      case "timestamptz" -> MOMENT;
      default ->
          throw new SQLException(
              "The type '" + name + "' of a column is not supported by copies on the local stack.");
    };
  }

  Type field(String name) {
    return this == TEXT
        ? Types.optional(stored).as(LogicalTypeAnnotation.stringType()).named(name)
        : Types.optional(stored).named(name);
  }

  abstract void append(ResultSet rows, int index, Group row, String name) throws SQLException;

  /** Copies a value. A null has no value in the row. */
  void copy(ResultSet rows, int index, Group row, String name) throws SQLException {
    rows.getObject(index);
    if (!rows.wasNull()) {
      append(rows, index, row, name);
    }
  }

  static NanoTime time(LocalDateTime time) {
    return new NanoTime(
        (int) time.getLong(JulianFields.JULIAN_DAY), time.toLocalTime().toNanoOfDay());
  }
}
