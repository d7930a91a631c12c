"""ADBC's bulk ingestion: Arrow reads the file in batches, and the driver sends them with COPY to an existing table."""
import sys
import urllib.parse

import adbc_driver_postgresql.dbapi
import pyarrow
import pyarrow.csv

file, host, port, user, password, database, schema = sys.argv[1:]
# Arrow reads dates with a custom format only as timestamps.
types = {"Date": pyarrow.timestamp("s"), "Domain": pyarrow.string(), "Location": pyarrow.string(),
         "Value": pyarrow.int64(), "Transaction_count": pyarrow.int32()}
reader = pyarrow.csv.open_csv(
    file, convert_options=pyarrow.csv.ConvertOptions(column_types=types, timestamp_parsers=["%d-%m-%Y"]))
table = pyarrow.schema([field.with_name(field.name.lower()) for field in reader.schema]).set(
    0, pyarrow.field("date", pyarrow.date32()))
batches = pyarrow.RecordBatchReader.from_batches(
    table, (batch.rename_columns(table.names).cast(table) for batch in reader))
quote = urllib.parse.quote
with adbc_driver_postgresql.dbapi.connect(
        f"postgresql://{quote(user)}:{quote(password)}@{host}:{port}/{database}") as connection:
    with connection.cursor() as cursor:
        cursor.adbc_ingest("transactions", batches, mode="append", db_schema_name=schema)
    connection.commit()
