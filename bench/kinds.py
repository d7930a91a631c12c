"""The kinds of files that bench/load measures: how each file is written, its dataset file, and the table that psql fills.

All files have a fixed seed, so two runs with the same number of rows load the same bytes.
"""
import gzip, os, random, shutil, subprocess

REFERENCE = [("date", "Date", "date", "dd-MM-yyyy"), ("domain", "Domain", "text", None), ("location", "Location", "text", None),
             ("value", "Value", "bigint", None), ("transaction_count", "Transaction_count", "integer", None)]
TOWNS = ["Agra", "Bhopal", "Düsseldorf", "Málaga", "Łódź", "Reykjavík", "São Paulo", "İzmir", "北京", "Москва", "Αθήνα", "Kraków"]
NAMES = ("reference", "permuted", "quoted", "decimals", "nulls", "wide", "gzip")


class Kind:
    """The columns of a kind of file: (name, header, type of PostgreSQL, format). Without a format, the default applies."""

    def __init__(self, name, columns, row, index, nullable=False):
        self.name, self.columns, self.row, self.index, self.nullable = name, columns, row, index, nullable

    def write(self, file, rows):
        """Writes the file with its header."""
        generator = random.Random(20261130)
        opener = gzip.open if file.endswith(".gz") else open
        with opener(file, "wt", encoding="utf-8", newline="") as out:
            out.write(",".join(header for _, header, _, _ in self.columns) + "\n")
            for start in range(0, rows, 10_000):
                out.write("".join(self.row(generator, n) for n in range(start, min(rows, start + 10_000))))

    def dataset(self, path):
        """Writes the dataset file, whose table no other dataset has."""
        lines = ["name: bench", "table: bench.transactions", 'csv: {delimiter: ",", nullValue: ""}', "columns:"]
        for name, header, kind, form in self.columns:
            lines.append(f"  - {{name: {name}, source: {header}, type: \"{dataset_type(kind)}\""
                         + (f", format: {form}" if form else "") + f", nullable: {str(self.nullable).lower()}}}")
        lines += [f"indexes: [[{self.index}]]", "mode: replace", ""]
        with open(path, "w") as out:
            out.write("\n".join(lines))

    def table(self, name):
        """Returns the statement that creates psql's table without a key and without an index."""
        missing = "" if self.nullable else " not null"
        by_bytes = ' collate "C"'
        columns = ", ".join(f"{column} {kind}{by_bytes if kind == 'text' else ''}{missing}" for column, _, kind, _ in self.columns)
        return f"create table {name} (id bigint generated always as identity, {columns})"

    def names(self):
        return ", ".join(name for name, _, _, _ in self.columns)


def dataset_type(kind):
    return kind.replace("numeric", "decimal").replace("double precision", "double")


class Generated(Kind):
    """The file that `quarterdeck generate` writes, with the dataset file of the reference dataset."""

    def __init__(self, name, root):
        super().__init__(name, REFERENCE, None, "location")
        self.root = root

    def write(self, file, rows):
        plain = file.removesuffix(".gz")
        subprocess.run([os.path.join(self.root, "quarterdeck"), "generate", "--rows", str(rows), "--out", plain], check=True,
                       stderr=subprocess.DEVNULL)
        if plain != file:
            with open(plain, "rb") as read, gzip.open(file, "wb", compresslevel=6) as out:
                shutil.copyfileobj(read, out)
            os.remove(plain)

    def dataset(self, path):
        with open(os.path.join(self.root, "datasets", "bank-transactions.yaml")) as original, open(path, "w") as copy:
            text = original.read().replace("name: bank-transactions", "name: bench")
            copy.write(text.replace("table: bank.", "table: bench."))


def permuted(r, n):
    return f"{r.randrange(100, 5000)},{TOWNS[r.randrange(12)]},{r.randrange(10**5, 10**7)},{date(r)},RETAIL\n"


def quoted(r, n):
    return f'"{date(r)}","Trade, {"retail" if n % 3 else "wholesale"}","{TOWNS[r.randrange(12)]} ""{n % 97}""",{r.randrange(10**7)}\n'


def decimals(r, n):
    return (f"{2000 + n % 25}-{n % 12 + 1:02}-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}:{n % 59:02}.{r.randrange(10**6):06},"
            f"{r.randrange(10**9) / 100:.2f},{r.random() * 1e6:.9g},T{n % 500}\n")


def nulls(r, n):
    town = TOWNS[r.randrange(12)] if r.random() < 0.5 else ""
    value = str(r.randrange(10**7)) if r.random() < 0.3 else ""
    return f"{date(r) if n % 2 else ''},{town},{value},{n % 100 if n % 4 == 0 else ''}\n"


def wide(r, n):
    return ",".join([date(r), TOWNS[n % 12], *(str(r.randrange(10**6)) for _ in range(48))]) + "\n"


def date(r):
    return f"{r.randrange(1, 29):02}-{r.randrange(1, 13):02}-{r.randrange(2000, 2026)}"


def of(name, root):
    """Returns the kind of this name, one of NAMES."""
    form = "dd-MM-yyyy"
    if name in ("reference", "gzip"):
        return Generated(name, root)
    by_name = dict((column[0], column) for column in REFERENCE)
    return {
        "permuted": Kind(name, [by_name[c] for c in ("transaction_count", "location", "value", "date", "domain")], permuted, "location"),
        "quoted": Kind(name, [("day", "Day", "date", form), ("trade", "Trade", "text", None), ("town", "Town", "text", None),
                              ("amount", "Amount", "bigint", None)], quoted, "town"),
        "decimals": Kind(name, [("at", "At", "timestamp", None), ("price", "Price", "numeric(12,2)", None),
                                ("weight", "Weight", "double precision", None), ("terminal", "Terminal", "text", None)], decimals,
                         "terminal"),
        "nulls": Kind(name, [("day", "Day", "date", form), ("town", "Town", "text", None), ("amount", "Amount", "bigint", None),
                             ("share", "Share", "integer", None)], nulls, "town", nullable=True),
        "wide": Kind(name, [("day", "Day", "date", form), ("town", "Town", "text", None),
                            *((f"c{n}", f"C{n}", "integer", None) for n in range(48))], wide, "town"),
    }[name]
