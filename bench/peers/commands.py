"""The other programs that fill the table: the command of each, and how to install it."""
import os, shutil, subprocess, sys

import spark

here = os.path.dirname(os.path.abspath(__file__))
NAMES = ("psql", "pgloader", "pandas", "adbc", "spark")


def command(name, file, postgres, schema):
    """Returns the command that appends the file to SCHEMA.transactions, and its environment variables."""
    connection = [postgres["host"], str(postgres["port"]), postgres["user"], postgres["password"], postgres["database"], schema]
    if name == "psql":
        copied = f"\\copy {schema}.transactions (date, domain, location, value, transaction_count) from '{file}' csv header"
        return psql(postgres) + ["-c", "set datestyle = 'ISO, DMY'", "-c", copied], {}
    if name == "pgloader":
        values = dict(zip(("HOST", "PORT", "USER", "PGPASSWORD", "DATABASE", "SCHEMA"), connection), FILE=file)
        return [found("pgloader", "Install Debian's package pgloader"), os.path.join(here, "pgloader.load")], values
    if name in ("pandas", "adbc"):
        return [python(), os.path.join(here, f"with_{name}.py"), file] + connection, {}
    return with_spark() + [file] + connection, {}


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
