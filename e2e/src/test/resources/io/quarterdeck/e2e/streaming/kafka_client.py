"""A Kafka client that knows only the connection string: kafka_client.py CONNECTION write|read|refused COUNT"""

import sys

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient

connection, command, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
parts = dict(part.split("=", 1) for part in connection.split(";") if part)
hub = parts["EntityPath"]
settings = {
    "bootstrap.servers": parts["Endpoint"].removeprefix("sb://").rstrip("/"),
    "security.protocol": "SASL_PLAINTEXT",
    "sasl.mechanism": "PLAIN",
    "sasl.username": "$ConnectionString",
    "sasl.password": connection,
}


def write():
    metadata = AdminClient(settings).list_topics(hub, timeout=60)
    print("partitions", len(metadata.topics[hub].partitions))
    errors = []
    large = Producer(settings | {"message.max.bytes": 4_000_000})
    large.produce(hub, b"x" * (1024 * 1024), on_delivery=lambda error, _: errors.append(error))
    large.flush(60)
    print("large", errors[0].name())
    failed = []
    producer = Producer(settings)
    for number in range(count):
        producer.produce(hub, str(number), key=str(number), on_delivery=lambda e, _: failed.append(e) if e else None)
    producer.flush(60)
    print("written", count - len(failed))


def read():
    consumer = Consumer(settings | {"group.id": "python", "auto.offset.reset": "earliest"})
    consumer.subscribe([hub])
    found = set()
    # The test that runs this program limits its time.
    while len(found) < count:
        message = consumer.poll(1)
        if message is not None and message.error() is None:
            found.add(message.value())
    consumer.close()
    print("read", len(found))


def refused():
    errors = []
    client = Producer(settings | {"error_cb": errors.append})
    while not any(error.name() == "_AUTHENTICATION" for error in errors):
        client.poll(0.1)
    print("refused", "_AUTHENTICATION")


{"write": write, "read": read, "refused": refused}[command]()
