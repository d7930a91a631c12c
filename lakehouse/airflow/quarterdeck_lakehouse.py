"""Starts the pipelines of the data factory each day: on a Monday first the weekly one, then the daily one.

The variable QUARTERDECK_OUTPUTS names a file with the output of `pulumi stack output --json`. The DAG has a schedule only if the
output lakehouseSchedule is airflow; otherwise the triggers of the data factory start the pipelines, and the DAG runs only if a
person starts it. docs/lakehouse.md describes the connections and settings.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from airflow.configuration import conf
from airflow.providers.microsoft.azure.hooks.data_factory import (
    AzureDataFactoryPipelineRunException,
    AzureDataFactoryPipelineRunStatus,
)
from airflow.providers.microsoft.azure.operators.data_factory import AzureDataFactoryRunPipelineOperator
from airflow.providers.smtp.hooks.smtp import SmtpHook
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.python import BranchPythonOperator
from airflow.sdk import DAG
from azure.mgmt.datafactory.models import RunFilterParameters, RunQueryFilter

OUTPUTS = "QUARTERDECK_OUTPUTS"
START = "QUARTERDECK_START"
MAIL_TO = "QUARTERDECK_MAIL_TO"
CHECK_SECONDS = "QUARTERDECK_CHECK_SECONDS"
RETRY_SECONDS = "QUARTERDECK_RETRY_SECONDS"

WEEKLY = "weekly"
DAILY = "daily"
MONDAY = 0
LOG_LINES = 60

# The clocks of Airflow and of Azure differ by less than this.
CLOCKS = timedelta(minutes=5)


def read_outputs() -> dict[str, str]:
    """Returns the outputs of the stack."""
    path = os.environ.get(OUTPUTS)
    if not path:
        raise ValueError(
            f"Cannot create the DAG: found no variable {OUTPUTS}; expected the path of a file with the output of"
            " 'pulumi stack output --json'. Set it in the environment of Airflow."
        )
    outputs = json.loads(Path(path).read_text(encoding="utf-8"))
    missing = [name for name in ("resourceGroup", "dataFactory", "lakehouseSchedule") if not outputs.get(name)]
    if missing:
        raise ValueError(
            f"Cannot create the DAG: found no {', '.join(missing)} in {path}; expected the outputs of a stack with the system"
            " lakehouse. Write the file again."
        )
    return outputs


def schedule_of(outputs: dict[str, str]) -> str | None:
    """Returns the schedule; None if the triggers of the data factory start the pipelines."""
    known = {"airflow": "0 6 * * *", "dataFactory": None}
    if outputs["lakehouseSchedule"] not in known:
        raise ValueError(
            f"Cannot create the DAG: found lakehouseSchedule '{outputs['lakehouseSchedule']}'; expected one of"
            f" {', '.join(known)}. Deploy the stack with the version of this DAG."
        )
    return known[outputs["lakehouseSchedule"]]


def first_task(logical_date: datetime, **_) -> str:
    """Returns the task after the branch. The daily task follows the weekly one, so a Monday has both."""
    return WEEKLY if logical_date.weekday() == MONDAY else DAILY


def correlation_id(context) -> str:
    """Returns the id of a DAG run: the same for each try of a task, and another one after the run was cleared."""
    run = context["dag_run"]
    identity = f"{run.run_id} {run.start_date.isoformat()}"
    return f"airflow-{context['ds']}-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


class RunPipelineOnce(AzureDataFactoryRunPipelineOperator):
    """Runs a pipeline for a day. If this DAG run has already started it, for example in an earlier try, it waits for that run.

    The correlation id identifies the DAG run. A cleared DAG run, for example of a backfill, has another start, and so another id.
    The operator of the provider starts a second run in this case (apache/airflow, pull request 72399). Two runs of a copy would
    change the same files at the same time.
    """

    def execute(self, context) -> None:
        self.parameters = self.parameters | {"correlationId": correlation_id(context)}
        self.run_id = self._started(context) or self._start()
        context["ti"].xcom_push(key="run_id", value=self.run_id)
        self.log.info("Waiting for the run %s of the pipeline %s.", self.run_id, self.pipeline_name)
        succeeded = self.hook.wait_for_pipeline_run_status(
            self.run_id,
            AzureDataFactoryPipelineRunStatus.SUCCEEDED,
            self.resource_group_name,
            self.factory_name,
            check_interval=self.check_interval,
            timeout=self.timeout,
        )
        if not succeeded:
            run = self.hook.get_pipeline_run(self.run_id, self.resource_group_name, self.factory_name)
            raise AzureDataFactoryPipelineRunException(
                f"Cannot finish the pipeline {self.pipeline_name}: found its run {self.run_id} in the state {run.status}"
                f" ({run.message or 'no message'}); expected Succeeded. Correct the cause, then clear the task."
            )
        self.log.info("The run %s succeeded.", self.run_id)

    def _start(self) -> str:
        self.log.info("Starting the pipeline %s with %s.", self.pipeline_name, self.parameters)
        return self.hook.run_pipeline(
            self.pipeline_name, self.resource_group_name, self.factory_name, parameters=self.parameters
        ).run_id

    def _started(self, context) -> str | None:
        """Returns the newest run that this DAG run started and that has not failed; None if there is none."""
        since = context["dag_run"].start_date - CLOCKS
        runs = self.hook.get_conn().pipeline_runs.query_by_factory(
            self.resource_group_name,
            self.factory_name,
            RunFilterParameters(
                last_updated_after=since,
                last_updated_before=datetime.now(timezone.utc) + CLOCKS,
                filters=[RunQueryFilter(operand="PipelineName", operator="Equals", values_property=[self.pipeline_name])],
            ),
        )
        usable = [
            run
            for run in runs.value
            if run.run_start is not None
            # Data Factory returns the parameters with their defaults, too.
            and self.parameters.items() <= (run.parameters or {}).items()
            and run.status not in AzureDataFactoryPipelineRunStatus.FAILURE_STATES
            and run.status != "Canceling"
        ]
        newest = max(usable, key=lambda run: run.run_start, default=None)
        if newest is not None:
            self.log.info("The pipeline %s has the run %s (%s) already.", self.pipeline_name, newest.run_id, newest.status)
        return newest.run_id if newest is not None else None


def end_of_log(ti) -> str:
    """Returns the last lines of the log of the current try, if its file is on this machine."""
    name = f"dag_id={ti.dag_id}/run_id={ti.run_id}/task_id={ti.task_id}/attempt={ti.try_number}.log"
    file = Path(conf.get("logging", "base_log_folder")) / name
    if not file.is_file():
        return f"The log is not on this machine: {ti.log_url}"
    return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:])


def send_mail(context) -> None:
    """Sends the end of the log after the last try."""
    ti = context["ti"]
    day = context["ds"]
    with SmtpHook() as smtp:
        smtp.send_email_smtp(
            to=os.environ[MAIL_TO].split(","),
            subject=f"Quarterdeck: {ti.task_id} of {day} failed",
            html_content=f"<p>{html.escape(str(context.get('exception')))}</p><p>{html.escape(ti.log_url)}</p>"
            f"<pre>{html.escape(end_of_log(ti))}</pre>",
        )


outputs = read_outputs()

with DAG(
    dag_id="quarterdeck_lakehouse",
    description="Copies the tables (on Mondays) and the posts of a day into the lake",
    schedule=schedule_of(outputs),
    start_date=datetime.fromisoformat(os.environ.get(START, "2026-01-01")).replace(tzinfo=timezone.utc),
    catchup=True,
    # The days change the same tables.
    max_active_runs=1,
    default_args={
        "retries": 1,
        "retry_delay": timedelta(seconds=int(os.environ.get(RETRY_SECONDS, "180"))),
        "on_failure_callback": send_mail if os.environ.get(MAIL_TO) else None,
    },
    tags=["quarterdeck", "lakehouse"],
) as dag:
    pipeline = {
        "azure_data_factory_conn_id": "azure_data_factory_default",
        "resource_group_name": outputs["resourceGroup"],
        "factory_name": outputs["dataFactory"],
        "parameters": {"day": "{{ ds }}"},
        "check_interval": int(os.environ.get(CHECK_SECONDS, "30")),
        "timeout": 4 * 60 * 60,
    }
    begin = EmptyOperator(task_id="begin")
    branch = BranchPythonOperator(task_id="branch", python_callable=first_task)
    weekly = RunPipelineOnce(task_id=WEEKLY, pipeline_name="copyOnceWeek", **pipeline)
    # On other days than Mondays, the weekly task is skipped. The daily task does not run if the weekly one failed.
    daily = RunPipelineOnce(
        task_id=DAILY, pipeline_name="copyPostsEveryday", trigger_rule="none_failed_min_one_success", **pipeline
    )
    end = EmptyOperator(task_id="end")
    begin >> branch >> [weekly, daily]
    weekly >> daily >> end
