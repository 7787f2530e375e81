"""What the engine relies on in DBOS beyond its documented face; read this when it is upgraded."""

import inspect
from importlib.metadata import version

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, WorkflowStatusString
from dbos._sys_db import SystemDatabase

from reelwright.durable.names import SCHEMA
from reelwright.durable.records import _FLOW, _STEP
from reelwright.durable.state import BY_STATUS


def test_version_is_the_one_tried():
    assert version("dbos").split(".")[:2] == ["3", "4"]


def test_statuses_are_all_known():
    assert {one.value for one in WorkflowStatusString} == set(BY_STATUS)


def test_columns_are_there(shop):
    schema = SCHEMA if shop.schema else None
    look = sa.inspect(shop.engine)
    flow = {column["name"] for column in look.get_columns("workflow_status", schema)}
    step = {column["name"] for column in look.get_columns("operation_outputs", schema)}
    assert set(_FLOW) <= flow
    assert set(_STEP) <= step


def test_what_is_taken_from_inside_is_there():
    engine = DBOS(config=DBOSConfig(name="contract"))
    assert engine.background_thread_stop_events == []
    assert engine._active_workflows_set.activeList() == []
    assert engine._active_workflows_set.count_for_queue("jobs") == 0
    DBOS.destroy(destroy_registry=True)


def test_claims_are_made_as_we_teach_them():
    asked = inspect.signature(SystemDatabase.start_queued_workflows).parameters
    first = ["self", "queue", "executor_id", "app_version", "queue_partition_key"]
    assert [*asked][:7] == [*first, "local_running_count", "partition_local_running_count"]
    assert [*inspect.signature(SystemDatabase.get_queue_partitions).parameters] == [
        "self",
        "queue_name",
    ]
