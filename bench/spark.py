"""How the benches start Spark: a JVM as the local stack starts it, on the libraries that the build listed."""
import os, re

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def opened():
    """What Spark reaches into on JDK 17, as the local stack opens it."""
    with open(os.path.join(root, "local/src/main/java/io/quarterdeck/local/spark/SparkJvm.java")) as source:
        packages = re.findall(r'^ +"((?:java|jdk|sun)\.[a-z.]+)"', source.read(), re.MULTILINE)
    return [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]


def libraries():
    """Spark's own, as a class path."""
    with open(os.path.join(root, "jobs/target/spark.classpath")) as classpath:
        return classpath.read().strip()


def driver():
    """PostgreSQL's JDBC driver, which Spark does not bring."""
    with open(os.path.join(root, "local/target/quarterdeck.classpath")) as classpath:
        return next(entry for entry in classpath.read().strip().split(":") if "/postgresql-" in entry)
