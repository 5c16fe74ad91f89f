#!/usr/bin/env python3
"""A client of Descent in one file, with nothing but Python's standard library (3.9 or newer).

    from descent import Descent
    descent = Descent("http://127.0.0.1:8080")            # key="dk_…" where credentials are asked for
    run = descent.train("iris.csv", target="species", epochs=50)
    descent.watch(run)                                     # a progress bar until the run has ended
    descent.predict(run, [{"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2}])
    descent.export(run, "iris.onnx")

or from the command line: python3 descent.py train iris.csv --target species --epochs 50 --watch
"""
import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

ENDED = {"SUCCEEDED", "FAILED", "CANCELLED"}
PATIENCE_SECONDS = 60
AWAY = {429, 503}


class Refused(Exception):
    """The service said no; `problem` is its answer, with every place that is wrong."""

    def __init__(self, status, problem):
        self.status = status
        self.problem = problem
        errors = "".join(f"\n  {error['pointer']}: {error['detail']}" for error in problem.get("errors", []))
        super().__init__(f"{status} {problem.get('code', '')}: {problem.get('detail', '')}{errors}")


class Descent:
    """The calls of a service. Whatever creates something is sent with an idempotency key and repeated while the service is away, so it happens once."""

    def __init__(self, url="http://127.0.0.1:8080", key=None, timeout=60):
        self.url = url.rstrip("/")
        self.key = key
        self.timeout = timeout

    def upload(self, path, name=None, options=None):
        """Stores a file and returns the dataset; without a name it is called after the file."""
        parts = [("file", os.path.basename(path), read(path))]
        if name:
            parts.append(("name", None, name.encode()))
        if options:
            parts.append(("options", None, json.dumps(options).encode()))
        boundary = uuid.uuid4().hex
        body = b"".join(part(boundary, *each) for each in parts) + f"--{boundary}--\r\n".encode()
        return self.call("POST", "/api/v1/datasets", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def train(self, data, target=None, model=None, **request):
        """Starts a run and returns its id. `data` is a file, or the name or id of a dataset; anything else of a run request is a keyword."""
        dataset = self.upload(data)["id"] if os.path.exists(data) else data
        body = {"dataset": dataset, "model": model if model is not None else {}, **request}
        if target is not None:
            body["target"] = target
        return self.call("POST", "/api/v1/runs", body)["id"]

    def run(self, run):
        return self.call("GET", f"/api/v1/runs/{quoted(run)}")

    def epochs(self, run, max_points=500):
        return self.call("GET", f"/api/v1/runs/{quoted(run)}/epochs?maxPoints={max_points}")["data"]

    def watch(self, run, out=sys.stderr):
        """Draws progress until the run has ended and returns it. A stream that breaks off is taken up where it was."""
        last, epochs = 0, self.run(run)["progress"]["epochs"]
        while True:
            try:
                for event in self.events(run, last):
                    last = event["id"]
                    if event["type"] == "epoch":
                        draw(out, event["data"]["data"], epochs)
                    elif event["type"] == "end":
                        out.write("\n")
                        return self.run(run)
            except (OSError, urllib.error.URLError):
                pass
            time.sleep(0.2)
            state = self.run(run)
            if state["status"] in ENDED:
                out.write("\n")
                return state

    def events(self, run, after=0):
        """Server-sent events behind `after`, as they happen."""
        headers = {"Accept": "text/event-stream", "Last-Event-ID": str(after)}
        with urllib.request.urlopen(self.request("GET", f"/api/v1/runs/{quoted(run)}/events?maxRate=10", None, headers), timeout=self.timeout) as stream:
            event = {}
            for line in stream:
                field, _, value = line.decode().rstrip("\r\n").partition(":")
                value = value[1:] if value.startswith(" ") else value
                if field == "id":
                    event["id"] = int(value)
                elif field == "event":
                    event["type"] = value
                elif field == "data":
                    event["data"] = json.loads(value)
                elif not field and not value and "type" in event:
                    yield {"id": after, "data": {}, **event}
                    event = {}

    def predict(self, run, rows, checkpoint="best"):
        """Predictions of rows, which are dicts by column, or of a CSV file, which come as CSV text."""
        path = f"/api/v1/runs/{quoted(run)}/predictions"
        if isinstance(rows, str):
            return self.call("POST", f"{path}?checkpoint={quoted(checkpoint)}", read(rows), {"Content-Type": "text/csv", "Accept": "text/csv"}, raw=True).decode()
        return self.call("POST", path, {"rows": rows, "checkpoint": checkpoint})["predictions"]

    def export(self, run, path, checkpoint="best", format=None):
        """Writes the model as ONNX, safetensors or JSON, by the file's ending."""
        format = format or os.path.splitext(path)[1][1:]
        content = self.call("GET", f"/api/v1/runs/{quoted(run)}/checkpoints/{quoted(checkpoint)}/export?format={quoted(format)}", raw=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def call(self, method, path, body=None, headers=None, raw=False):
        """One call; `body` is bytes, or anything that becomes JSON. Raises Refused."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid.uuid4()))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(self.request(method, path, body, headers), timeout=self.timeout) as answer:
                    content = answer.read()
                    return content if raw else json.loads(content) if content else None
            except urllib.error.HTTPError as refusal:
                if refusal.code not in AWAY or time.monotonic() > deadline:
                    raise Refused(refusal.code, problem(refusal)) from None
                time.sleep(min(float(refusal.headers.get("Retry-After", 1)), 5))
            except (urllib.error.URLError, ConnectionError) as away:
                if time.monotonic() > deadline:
                    raise ConnectionError(f"{self.url} does not answer: {away}") from None
                time.sleep(0.5)

    def request(self, method, path, body, headers):
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers)
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        return request


def problem(refusal):
    try:
        return json.loads(refusal.read())
    except ValueError:
        return {"detail": refusal.reason}


def part(boundary, name, file, content):
    plain = (file or "").replace('"', "_").replace("\r", "_").replace("\n", "_")
    file_name = f'; filename="{plain}"' if file else ""
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file_name}\r\n\r\n'.encode() + content + b"\r\n"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def quoted(text):
    return urllib.parse.quote(str(text), safe="")


def draw(out, epoch, epochs, width=30):
    done = round(width * epoch["epoch"] / max(1, epochs))
    losses = "  ".join(f"{name} {epoch[name]:.5g}" for name in ("trainLoss", "valLoss") if epoch.get(name) is not None)
    out.write(f"\r[{'#' * done}{'.' * (width - done)}] {epoch['epoch']}/{epochs}  {losses}  ")
    out.flush()


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="descent.py", description="Trains on a Descent service.")
    parser.add_argument("--url", default=os.environ.get("DESCENT", "http://127.0.0.1:8080"))
    parser.add_argument("--key-file", help="a file that holds the API key")
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="upload a file (or name a dataset) and start a run")
    train.add_argument("data")
    train.add_argument("--target")
    train.add_argument("--model", help="JSON of a model, or the name of a stored one")
    train.add_argument("--request", default="{}", help="JSON of whatever else a run request has")
    train.add_argument("--epochs", type=int)
    train.add_argument("--watch", action="store_true")
    watch = commands.add_parser("watch", help="draw the progress of a run")
    watch.add_argument("run")
    predict = commands.add_parser("predict", help="predict the rows of a CSV file")
    predict.add_argument("run")
    predict.add_argument("csv")
    predict.add_argument("--checkpoint", default="best")
    export = commands.add_parser("export", help="write a model as .onnx, .safetensors or .json")
    export.add_argument("run")
    export.add_argument("file")
    export.add_argument("--checkpoint", default="best")
    given = parser.parse_args(arguments)
    descent = Descent(given.url, read(given.key_file).decode().strip() if given.key_file else None)
    try:
        if given.command == "train":
            model = None if given.model is None else json.loads(given.model) if given.model.lstrip().startswith("{") else given.model
            request = json.loads(given.request)
            if given.epochs:
                request["epochs"] = given.epochs
            run = descent.train(given.data, given.target, model, **request)
            print(run, flush=True)
            return 0 if not given.watch or descent.watch(run)["status"] == "SUCCEEDED" else 1
        if given.command == "watch":
            return 0 if descent.watch(given.run)["status"] == "SUCCEEDED" else 1
        if given.command == "predict":
            sys.stdout.write(descent.predict(given.run, given.csv, given.checkpoint))
        else:
            print(descent.export(given.run, given.file, given.checkpoint))
        return 0
    except (Refused, ConnectionError) as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
