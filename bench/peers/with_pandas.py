"""pandas' to_sql as its documentation shows it: the file as one frame, appended to a table that exists."""
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
