"""Runs the DAG with the real Airflow. Only the client of the Azure SDK is replaced: its runs are in memory.

python -m unittest discover lakehouse/airflow/tests, with the packages of requirements.txt
"""

from __future__ import annotations

import email
import importlib.util
import json
import os
import socketserver
import sys
import tempfile
import threading
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

HOME = tempfile.mkdtemp()
DAG_FILE = Path(__file__).resolve().parent.parent / "quarterdeck_lakehouse.py"


class Mailbox(socketserver.ThreadingTCPServer):
    """An SMTP server on loopback that keeps the messages."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), MailHandler)
        self.messages = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class MailHandler(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 loopback")
        while line := self.rfile.readline().decode():
            word = line.split(None, 1)[0].upper()
            if word == "DATA":
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                self.server.messages.append(text.decode())
                self.say("250 kept")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


MAILBOX = Mailbox()
Path(HOME, "outputs.json").write_text(
    json.dumps({"resourceGroup": "rg-1", "dataFactory": "adf-1", "lakehouseSchedule": "airflow"})
)
# The folder must not contain this file: Airflow would import it.
DAGS = Path(HOME, "dags")
DAGS.mkdir()
DAGS.joinpath(DAG_FILE.name).symlink_to(DAG_FILE)
os.environ.update(
    AIRFLOW_HOME=HOME,
    AIRFLOW__CORE__LOAD_EXAMPLES="false",
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
    AIRFLOW__CORE__UNIT_TEST_MODE="false",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME}/airflow.db",
    AIRFLOW_CONN_AZURE_DATA_FACTORY_DEFAULT=json.dumps(
        {"conn_type": "azure_data_factory", "extra": {"subscriptionId": "00000000-0000-0000-0000-000000000001"}}
    ),
    AIRFLOW_CONN_SMTP_DEFAULT=json.dumps(
        {
            "conn_type": "smtp",
            "host": "127.0.0.1",
            "port": MAILBOX.server_address[1],
            "extra": {"disable_ssl": True, "disable_tls": True, "from_email": "airflow@example.com"},
        }
    ),
    QUARTERDECK_OUTPUTS=f"{HOME}/outputs.json",
    QUARTERDECK_MAIL_TO="crew@example.com",
    QUARTERDECK_CHECK_SECONDS="1",
    QUARTERDECK_RETRY_SECONDS="1",
    QUARTERDECK_START="2026-01-01",
)

from airflow.providers.microsoft.azure.hooks.data_factory import AzureDataFactoryHook  # noqa: E402
from airflow.utils import db  # noqa: E402

MONDAY = datetime(2026, 1, 5, 6, tzinfo=timezone.utc)
TUESDAY = datetime(2026, 1, 6, 6, tzinfo=timezone.utc)


class Factory:
    """The pipeline runs of a data factory, as the SDK shows them."""

    def __init__(self):
        self.runs = []
        self.pipelines = SimpleNamespace(create_run=self.create_run)
        self.pipeline_runs = SimpleNamespace(get=self.get, query_by_factory=self.query, cancel=self.cancel)
        self.factories = SimpleNamespace(get=lambda *_: SimpleNamespace(name="adf-1"))
        self.results = {}
        self.lost_responses = 0

    def create_run(self, group, factory, pipeline, parameters=None, **_):
        states = self.results.get(pipeline, [])
        run = SimpleNamespace(
            run_id=f"run-{len(self.runs) + 1}",
            pipeline_name=pipeline,
            # As Data Factory returns them: with the values of the parameters that were not given.
            parameters={"jobId": "1", "jobDays": "", "correlationId": ""} | (parameters or {}),
            status="InProgress",
            ends=states.pop(0) if states else "Succeeded",
            run_start=datetime.now(timezone.utc),
            message=None,
        )
        self.runs.append(run)
        if self.lost_responses > 0:
            self.lost_responses -= 1
            raise ConnectionError("The connection was closed after the request.")
        return SimpleNamespace(run_id=run.run_id)

    def get(self, group, factory, run_id, **_):
        run = next(each for each in self.runs if each.run_id == run_id)
        run.status = run.ends
        run.message = "Operation on target Copy Posts failed" if run.ends == "Failed" else None
        return run

    def query(self, group, factory, filters, **_):
        (wanted,) = filters.filters
        assert (wanted.operand, wanted.operator) == ("PipelineName", "Equals")
        return SimpleNamespace(
            value=[
                each
                for each in self.runs
                if each.pipeline_name in wanted.values_property
                and filters.last_updated_after <= each.run_start <= filters.last_updated_before
            ]
        )

    def cancel(self, *_, **__):
        raise AssertionError("No run is cancelled.")

    def started(self):
        return [(each.pipeline_name, each.parameters["day"]) for each in self.runs]


def load():
    spec = importlib.util.spec_from_file_location("quarterdeck_lakehouse", DAG_FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def setUpModule():
    db.initdb()


class DagTest(unittest.TestCase):
    def setUp(self):
        self.factory = Factory()
        patch = mock.patch.object(AzureDataFactoryHook, "get_conn", return_value=self.factory)
        patch.start()
        self.addCleanup(patch.stop)
        MAILBOX.messages.clear()

    def run_dag(self, day):
        return load().dag.test(logical_date=day, use_executor=False)

    def states(self, run):
        return {ti.task_id: str(ti.state) for ti in run.get_task_instances()}

    def test_a_monday_runs_the_weekly_pipeline_and_then_the_daily_one(self):
        run = self.run_dag(MONDAY)
        self.assertEqual(str(run.state), "success")
        self.assertEqual(self.factory.started(), [("copyOnceWeek", "2026-01-05"), ("copyPostsEveryday", "2026-01-05")])

    def test_other_days_run_the_daily_pipeline_only(self):
        run = self.run_dag(TUESDAY)
        self.assertEqual(str(run.state), "success")
        self.assertEqual(self.factory.started(), [("copyPostsEveryday", "2026-01-06")])
        self.assertEqual(self.states(run)["weekly"], "skipped")

    def test_a_retry_waits_for_the_run_that_the_first_try_started(self):
        self.factory.lost_responses = 1
        run = self.run_dag(TUESDAY + timedelta(days=1))
        self.assertEqual(str(run.state), "success")
        self.assertEqual(self.factory.started(), [("copyPostsEveryday", "2026-01-07")])
        self.assertEqual(MAILBOX.messages, [])

    def test_a_retry_starts_the_pipeline_again_if_its_run_failed(self):
        self.factory.results = {"copyPostsEveryday": ["Failed"]}
        run = self.run_dag(TUESDAY + timedelta(days=2))
        self.assertEqual(str(run.state), "success")
        self.assertEqual(len(self.factory.runs), 2)
        self.assertEqual(MAILBOX.messages, [])

    def test_after_the_second_failure_the_next_task_does_not_run(self):
        self.factory.results = {"copyOnceWeek": ["Failed", "Failed"]}
        run = self.run_dag(MONDAY + timedelta(days=7))
        self.assertEqual(str(run.state), "failed")
        self.assertEqual([pipeline for pipeline, _ in self.factory.started()], ["copyOnceWeek", "copyOnceWeek"])
        self.assertEqual(self.states(run)["daily"], "upstream_failed")

    def test_the_mail_of_a_failure_contains_the_cause_and_the_end_of_the_log(self):
        # dag.test does not call callbacks; the task runner of Airflow does, after the last try.
        module = load()
        for name in ("weekly", "daily"):
            self.assertIn(module.send_mail, module.dag.get_task(name).on_failure_callback)
        ti = SimpleNamespace(
            dag_id="m", run_id="r", task_id="daily", try_number=2, log_url="https://airflow.example.com/log"
        )
        file = Path(HOME, "dag_id=m/run_id=r/task_id=daily/attempt=2.log")
        file.parent.mkdir(parents=True)
        file.write_text("the last line\n")
        with mock.patch.dict(os.environ, AIRFLOW__LOGGING__BASE_LOG_FOLDER=HOME):
            module.send_mail({"ti": ti, "ds": "2026-01-12", "exception": ValueError("Copy <Posts> failed")})
        (message,) = MAILBOX.messages
        text = email.message_from_string(message)
        self.assertEqual(text["Subject"], "Quarterdeck: daily of 2026-01-12 failed")
        self.assertEqual(text["To"], "crew@example.com")
        body = "".join(
            part.get_payload(decode=True).decode() for part in text.walk() if part.get_content_maintype() == "text"
        )
        self.assertIn("Copy &lt;Posts&gt; failed", body)
        self.assertIn("the last line", body)

    def test_only_runs_of_this_dag_run_with_the_same_day_that_did_not_fail_are_used(self):
        task = load().dag.get_task("daily")
        task.parameters = {"day": "2026-01-09", "correlationId": "airflow-2026-01-09-2"}
        started = datetime.now(timezone.utc)
        context = {"dag_run": SimpleNamespace(start_date=started)}
        for run, status in (
            ("airflow-2026-01-08-2", "InProgress"),
            ("airflow-2026-01-09-2", "Failed"),
            ("airflow-2026-01-09-2", "Cancelled"),
            ("airflow-2026-01-09-2", "Canceling"),
            # The same day, before the DAG run was cleared.
            ("airflow-2026-01-09-1", "Succeeded"),
        ):
            parameters = {"day": run[8:18], "correlationId": run}
            self.factory.create_run("rg-1", "adf-1", "copyPostsEveryday", parameters=parameters)
            self.factory.runs[-1].status = status
        self.assertIsNone(task._started(context))
        self.factory.create_run("rg-1", "adf-1", "copyPostsEveryday", parameters=task.parameters)
        self.assertEqual(task._started(context), "run-6")

    def test_a_cleared_day_runs_the_pipeline_again(self):
        for _ in range(2):
            self.assertEqual(str(self.run_dag(TUESDAY + timedelta(days=3)).state), "success")
        self.assertEqual(self.factory.started(), [("copyPostsEveryday", "2026-01-09")] * 2)
        first, second = (run.parameters["correlationId"] for run in self.factory.runs)
        self.assertRegex(first, r"^airflow-2026-01-09-[0-9a-f]{16}$")
        self.assertNotEqual(first, second)

    def test_each_task_is_tried_twice_and_days_are_caught_up_one_after_another(self):
        with mock.patch.dict(os.environ):
            del os.environ["QUARTERDECK_RETRY_SECONDS"]
            dag = load().dag
        self.assertTrue(dag.catchup)
        self.assertEqual(dag.max_active_runs, 1)
        for name in ("weekly", "daily"):
            self.assertEqual(dag.get_task(name).retries, 1)
            self.assertEqual(dag.get_task(name).retry_delay, timedelta(minutes=3))

    def test_the_triggers_of_the_data_factory_take_the_schedule_from_the_dag(self):
        for schedule, expected in (("airflow", "0 6 * * *"), ("dataFactory", None)):
            file = Path(HOME, f"{schedule}.json")
            file.write_text(
                json.dumps({"resourceGroup": "rg-1", "dataFactory": "adf-1", "lakehouseSchedule": schedule})
            )
            with mock.patch.dict(os.environ, QUARTERDECK_OUTPUTS=str(file)):
                self.assertEqual(load().dag.schedule, expected)

    def test_missing_outputs_are_named(self):
        file = Path(HOME, "batch.json")
        file.write_text(json.dumps({"resourceGroup": "rg-1"}))
        with mock.patch.dict(os.environ, QUARTERDECK_OUTPUTS=str(file)):
            with self.assertRaisesRegex(ValueError, "found no dataFactory, lakehouseSchedule in "):
                load()

    def test_the_end_of_the_log_is_part_of_the_mail(self):
        module = load()
        ti = SimpleNamespace(
            dag_id="d", run_id="r", task_id="t", try_number=2, log_url="https://airflow.example.com/log"
        )
        with mock.patch.dict(os.environ, AIRFLOW__LOGGING__BASE_LOG_FOLDER=HOME):
            self.assertEqual(module.end_of_log(ti), "The log is not on this machine: https://airflow.example.com/log")
            file = Path(HOME, "dag_id=d/run_id=r/task_id=t/attempt=2.log")
            file.parent.mkdir(parents=True)
            file.write_text("".join(f"line {i}\n" for i in range(100)))
            lines = module.end_of_log(ti).splitlines()
        self.assertEqual((len(lines), lines[-1]), (60, "line 99"))


if __name__ == "__main__":
    unittest.main()
