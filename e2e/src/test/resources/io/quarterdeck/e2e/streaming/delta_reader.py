"""Counts the rows of Delta tables with deltalake and with DuckDB: delta_reader.py CONNECTION TABLE..."""

import sys

import duckdb
from adlfs import AzureBlobFileSystem
from deltalake import DeltaTable

options = dict(pair.split("=", 1) for pair in sys.argv[1].split(";") if "=" in pair)
storage = {
    "azure_storage_account_name": options["AccountName"],
    "azure_storage_account_key": options["AccountKey"],
    "azure_storage_endpoint": options["BlobEndpoint"],
    "allow_http": "true",
}
duckdb.register_filesystem(AzureBlobFileSystem(connection_string=sys.argv[1]))
for name in sys.argv[2:]:
    table = DeltaTable("az://streaming/" + name, storage_options=storage)
    files = ["abfs" + uri[uri.index("://"):] for uri in table.file_uris()]
    count = duckdb.read_parquet(files).count("*").fetchall()[0][0] if files else 0
    print(name, table.to_pyarrow_table().num_rows, count)
