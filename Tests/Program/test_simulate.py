"""`lazybatch simulate` as a server for other clients."""

import json
import urllib.error
import urllib.request

import openai
import pytest

BATCHES = 250


@pytest.fixture
def simulator(simulate):
    """The base URL of a simulator of 250 batches on a free port."""
    return simulate("--batches", BATCHES, "--seed", 1)


def read(url):
    request = urllib.request.Request(url, headers={"Authorization": "Bearer any"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def ids_by_hand(base, limit):
    ids, after = [], ""
    while True:
        page = read(f"{base}/batches?limit={limit}{after}")
        ids += [batch["id"] for batch in page["data"]]
        if not page["has_more"]:
            return ids
        after = f"&after={page['last_id']}"


def test_official_client_a_plain_loop_and_list_get_the_same_ids(simulator, run):
    client = openai.OpenAI(base_url=simulator, api_key="any", max_retries=0)
    ids = [batch.id for batch in client.batches.list(limit=100)]
    assert len(ids) == len(set(ids)) >= BATCHES
    # A batch may have arrived between two readings.
    by_hand = ids_by_hand(simulator, 30)
    assert by_hand[len(by_hand) - len(ids) :] == ids
    environment = {"SILICONFLOW_API_KEY": "any"}
    result = run("list", "--base-url", simulator, "--all", "--output", "json", env=environment)
    listed = [batch["id"] for batch in json.loads(result.stdout)]
    assert listed[len(listed) - len(ids) :] == ids


def test_official_client_reads_one_batch(simulator):
    client = openai.OpenAI(base_url=simulator, api_key="any", max_retries=0)
    first = client.batches.list(limit=1).data[0]
    assert client.batches.retrieve(first.id).created_at == first.created_at


def test_request_without_a_key_is_refused(simulator):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(f"{simulator}/batches", timeout=60)
    assert refusal.value.code == 401
    assert isinstance(json.load(refusal.value), str)


def test_simulator_is_browsed_over_the_wire(simulator, launch):
    browser = launch("--base-url", simulator, env={"SILICONFLOW_API_KEY": "any"})
    browser.wait_for(r"[12]\d\d loaded")
    for _ in range(3):
        browser.type("G")
        browser.settle()
    browser.wait_for_all()
    browser.quit()


def test_a_client_that_speaks_tls_ends_nothing(simulator, run):
    environment = {"SILICONFLOW_API_KEY": "any"}
    secure = simulator.replace("http:", "https:")
    assert run("list", "--base-url", secure, env=environment).returncode == 69
    assert run("list", "--base-url", simulator, "--limit", "1", env=environment).returncode == 0
