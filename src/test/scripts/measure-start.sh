#!/usr/bin/env bash
# Measures the time from the start of the process to readiness, the processor time it took till then (which a busy machine
# distorts less), and the resident memory five seconds later; one line per start.
# Usage: src/test/scripts/measure-start.sh <times> java [flags] -jar target/descent.jar
set -euo pipefail

times=$1
shift
port=${PORT:-18099}

for _ in $(seq "$times"); do
    directory=$(mktemp -d)
    begin=$(date +%s%N)
    "$@" --server.port="$port" --descent.data-directory="$directory/data" > "$directory/log" 2>&1 &
    pid=$!
    until curl -fso /dev/null "http://127.0.0.1:$port/actuator/health/readiness"; do
        kill -0 "$pid" 2> /dev/null || { tail -n 20 "$directory/log" >&2; exit 1; }
        sleep 0.02
    done
    millis=$((($(date +%s%N) - begin) / 1000000))
    # the started process and the child it may have started
    processor=$(for each in "$pid" $(pgrep -P "$pid"); do cat "/proc/$each/stat"; done | awk '{ sum += $14 + $15 } END { print sum * 10 }')
    sleep 5
    kilobytes=$(ps -o rss= -p "$pid" --ppid "$pid" | awk '{ sum += $1 } END { print sum }')
    echo "ready after $millis ms ($processor ms of processor time), $((kilobytes / 1024)) MiB resident"
    kill "$pid"
    wait "$pid" || true
    rm -rf "$directory"
done
