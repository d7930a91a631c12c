"""pandas' to_sql as in its documentation: reads the file as one data frame and appends it to an existing table."""
import sys

import pandas
import sqlalchemy

file, host, port, user, password, database, schema = sys.argv[1:]
frame = pandas.read_csv(file, parse_dates=["Date"], date_format="%d-%m-%Y", keep_default_na=False)
frame.columns = [column.lower() for column in frame.columns]
engine = sqlalchemy.create_engine(
    sqlalchemy.URL.create("postgresql+psycopg", user, password, host, int(port), database))
with engine.begin() as connection:
    frame.to_sql("transactions", connection, schema=schema, if_exists="append", index=False, chunksize=10_000)
