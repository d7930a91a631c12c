"""The other programs that fill the table: the command of each, and how to install it."""
import os, shutil, subprocess, sys

import spark

here = os.path.dirname(os.path.abspath(__file__))
NAMES = ("psql", "psql-frozen", "psql-indexed", "pgloader", "pandas", "adbc", "spark")
"""psql copies into a new table, then creates the index and the key. psql-frozen does that in the transaction that creates the
table, with the option freeze. psql-indexed copies into a table that has both, as the programs other than psql do."""


def command(name, file, postgres, schema, kind):
    """Returns the command that fills SCHEMA.transactions with the file, and its environment variables."""
    connection = [postgres["host"], str(postgres["port"]), postgres["user"], postgres["password"], postgres["database"], schema]
    if name.startswith("psql"):
        return with_psql(name, file, postgres, f"{schema}.transactions", kind), {}
    if kind.name != "reference":
        sys.exit(f"Cannot measure {name} with the kind {kind.name}: its program reads the reference file only. Leave it out of --peers.")
    if name == "pgloader":
        values = dict(zip(("HOST", "PORT", "USER", "PGPASSWORD", "DATABASE", "SCHEMA"), connection), FILE=file)
        return [found("pgloader", "Install Debian's package pgloader"), os.path.join(here, "pgloader.load")], values
    if name in ("pandas", "adbc"):
        return [python(), os.path.join(here, f"with_{name}.py"), file] + connection, {}
    return with_spark() + [file] + connection, {}


def with_psql(name, file, postgres, table, kind):
    source = f"program 'gzip -dc {file}'" if file.endswith(".gz") else f"'{file}'"
    copy = f"\\copy {table} ({kind.names()}) from {source} with (format csv, header{', freeze' if name == 'psql-frozen' else ''})"
    after = [f"create index on {table} ({kind.index})", f"alter table {table} add primary key (id)"]
    statements = {
        "psql": [kind.table(table), copy, *after],
        "psql-frozen": ["begin", kind.table(table), copy, *after, "commit"],
        "psql-indexed": [copy],
    }[name]
    return psql(postgres) + [part for statement in ["set datestyle = 'ISO, DMY'", *statements] for part in ("-c", statement)]


def prepare(name, schema, kind):
    """Returns the statements before a run of this program: a schema and, unless psql creates it, a table with key and index."""
    empty = f"drop schema if exists {schema} cascade; create schema {schema};"
    if name in ("psql", "psql-frozen"):
        return empty
    table = f"{schema}.transactions"
    return f"{empty} {kind.table(table)}; alter table {table} add primary key (id); create index on {table} ({kind.index})"


def psql(postgres):
    return ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--host", postgres["host"], "--port", str(postgres["port"]),
            "--username", postgres["user"], "--dbname", postgres["database"]]


def found(program, advice):
    path = shutil.which(program)
    if path is None:
        sys.exit(f"Cannot measure {program}: it is not installed; expected it on the PATH. {advice}, or leave it out of --peers.")
    return path


def python():
    path = os.environ.get("QUARTERDECK_PEERS_PYTHON")
    needed = os.path.join(here, "requirements.txt")
    if path is None or subprocess.run([path, "-c", "import pandas, adbc_driver_postgresql"], stderr=subprocess.DEVNULL).returncode != 0:
        sys.exit(f"Cannot measure pandas and adbc: QUARTERDECK_PEERS_PYTHON is {path}; expected a python3 with what {needed} lists. "
                 f"Make one: python3 -m venv FOLDER && FOLDER/bin/pip install -r {needed}, and set it to FOLDER/bin/python3.")
    return path


def with_spark():
    """Java compiles the single source file, which takes about a second of the measured time, in addition to Spark's start."""
    return ["java", *spark.opened(), "-cp", spark.libraries() + ":" + spark.driver(), os.path.join(here, "WithSpark.java")]
