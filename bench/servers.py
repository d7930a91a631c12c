"""The PostgreSQL servers that bench/load measures: the local stack's, or a new cluster of an installed version."""
import contextlib, json, os, shutil, socket, subprocess, sys, tempfile


@contextlib.contextmanager
def server(name, launcher):
    """Yields the server's address: host, port, user, password, database, jdbcUrl. A number is an installed major version."""
    if name == "local":
        subprocess.run([launcher, "local", "start"], check=True)
        yield json.loads(subprocess.check_output([launcher, "local", "status", "--json"]))["postgres"]
    else:
        with cluster(name) as address:
            yield address


@contextlib.contextmanager
def cluster(version):
    """A cluster with default settings and fsync on, which ends with the benchmark."""
    programs = f"/usr/lib/postgresql/{version}/bin"
    if not os.path.exists(os.path.join(programs, "initdb")):
        sys.exit(f"Cannot measure PostgreSQL {version}: {programs} has no initdb; expected Debian's package postgresql-{version}. "
                 "Install it, or use --server local.")
    # PostgreSQL refuses to run as root.
    root = os.geteuid() == 0
    folder = tempfile.mkdtemp(prefix="bench-postgres-")
    if root:
        shutil.chown(folder, "postgres", "postgres")
    prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if root else []
    data, password = os.path.join(folder, "data"), os.path.join(folder, "password")
    with open(password, "w") as file:
        file.write("bench")
    os.chmod(password, 0o644)
    port = free_port()

    def run(*command):
        subprocess.run([*prefix, os.path.join(programs, command[0]), *command[1:]], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run("initdb", "--pgdata", data, "--username", "bench", "--pwfile", password, "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--locale", "C.UTF-8")
        run("pg_ctl", "--pgdata", data, "--wait", "--log", os.path.join(folder, "log"), "--options",
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start")
        try:
            yield {"host": "127.0.0.1", "port": port, "user": "bench", "password": "bench", "database": "postgres",
                   "jdbcUrl": f"jdbc:postgresql://127.0.0.1:{port}/postgres"}
        finally:
            run("pg_ctl", "--pgdata", data, "--wait", "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
