"""Measures whole processes from outside."""
import os, subprocess, sys, time


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


def measured(command, environment, postmaster):
    """Returns the seconds from start to end, the peak resident size in MiB, and the processor seconds of client and
    server. A failure ends the benchmark."""
    server = processor_seconds(postmaster)
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"Cannot measure {command[0]}: it failed: {output}")
    seconds = time.monotonic() - started
    return (seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, processor_seconds(postmaster) - server)
