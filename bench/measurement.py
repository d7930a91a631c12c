"""What the benches measure: whole processes, from outside."""
import os, subprocess, sys, time


def processor_seconds(postmaster):
    """What all processes of the server, dead or alive, have used so far."""
    ticks = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended: its parent has its time
        if int(process) == postmaster:
            ticks += sum(int(field) for field in fields[11:15])  # its own, and that of children that ended
        elif int(fields[1]) == postmaster:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(command, environment, postmaster):
    """Seconds from start to end, the largest resident size in MiB, and processor seconds of client and server; a
    failure ends the bench."""
    server = processor_seconds(postmaster)
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"Cannot measure {command[0]}: it failed: {output}")
    seconds = time.monotonic() - started
    return (seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, processor_seconds(postmaster) - server)
