"""Starts Spark for the benchmarks: in a JVM like that of the local stack, with the libraries that the build listed."""
import os, re

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def opened():
    """Returns the options that open JDK 17 packages to Spark, as the local stack does."""
    with open(os.path.join(root, "local/src/main/java/io/quarterdeck/local/spark/SparkJvm.java")) as source:
        packages = re.findall(r'^ +"((?:java|jdk|sun)\.[a-z.]+)"', source.read(), re.MULTILINE)
    return [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]


def libraries():
    """Returns Spark's jars as a class path."""
    with open(os.path.join(root, "jobs/target/spark.classpath")) as classpath:
        return classpath.read().strip()


def driver():
    """Returns the jar of PostgreSQL's JDBC driver, which Spark does not contain."""
    with open(os.path.join(root, "local/target/quarterdeck.classpath")) as classpath:
        return next(entry for entry in classpath.read().strip().split(":") if "/postgresql-" in entry)
