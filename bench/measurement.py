"""Measures whole processes from outside."""
import datetime, json, os, subprocess, sys, tempfile, threading, time


def processor_seconds(postmaster):
    """Returns the processor seconds that all processes of the server have used, including ended ones."""
    ticks = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # the process has just ended; the time of its parent includes it
        if int(process) == postmaster:
            ticks += sum(int(field) for field in fields[11:15])  # its own time and that of its ended children
        elif int(fields[1]) == postmaster:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


class Measurement:
    """One run of a program: seconds from start to end, the client's peak resident size in MiB, the processor seconds of client
    and server, and the client's processor seconds by phase."""

    def __init__(self, seconds, memory, client, server, phases):
        self.seconds, self.memory, self.client, self.server, self.phases = seconds, memory, client, server, phases
        self.wal = 0


def measured(command, environment, postmaster, log=None):
    """Runs the command. A failure ends the benchmark. The log is the command's file of JSON lines, which contains its phases."""
    server = processor_seconds(postmaster)
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        samples = Samples(process.pid) if log else None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        if samples:
            samples.end()
        output.seek(0)
        if status != 0:
            sys.exit(f"Cannot measure {command[0]}: it failed: {output.read()}")
    client = usage.ru_utime + usage.ru_stime
    phases = samples.by_phase(log, client) if samples else {}
    return Measurement(seconds, usage.ru_maxrss / 1024, client, processor_seconds(postmaster) - server, phases)


class Samples:
    """The processor seconds of a process over time, every 10 ms. The command's log says when a phase began."""

    def __init__(self, process):
        self.process, self.taken, self.ended = process, [], threading.Event()
        self.thread = threading.Thread(target=self.take)
        self.thread.start()

    def take(self):
        while not self.ended.wait(0.01):
            try:
                self.taken.append((time.time(), client_seconds(self.process)))
            except (FileNotFoundError, ProcessLookupError):
                return  # the process has ended

    def end(self):
        self.ended.set()
        self.thread.join()

    def by_phase(self, log, total):
        began = [("start", 0.0)]
        with open(log) as lines:
            for event in map(json.loads, lines):
                if event["event"] == "phase":
                    when = datetime.datetime.fromisoformat(event["time"].replace("Z", "+00:00")).timestamp()
                    began.append((event["message"].rstrip("0123456789 "), self.at(when)))
        used = {}
        for (phase, begin), end in zip(began, [second for _, second in began[1:]] + [total]):
            used[phase] = used.get(phase, 0) + end - begin
        return used

    def at(self, when):
        """Returns the processor seconds that the process had used at this time."""
        return max((second for taken, second in self.taken if taken <= when), default=0.0)


def client_seconds(process):
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
