"""Reads the simulator's lists with the providers' own SDKs and compares them with `lazybatch list`.

    interop.py LAZYBATCH [PROVIDER ...]

The clock of the simulator stands still, so that both see the same. Exits with 1 where an SDK reads other
batches, statuses or counts. xAI is missing, because its SDK speaks gRPC only, and DigitalOcean, because its
SDK refuses plain HTTP.
"""

import json
import os
import re
import subprocess
import sys

KEY = "key-0123456789abcdef"
BATCHES = 130
NOW = 1795132800


def counts(value, total, completed, failed):
    """Three counts, whatever their types; nothing where the SDK has none."""
    if value is None:
        return None
    read = [getattr(value, name, None) for name in (total, completed, failed)]
    return [None if number is None else int(number) for number in read]


def word(status):
    return getattr(status, "value", status)


def openai_like(pages):
    for batch in pages:
        yield batch.id, word(batch.status), counts(
            batch.request_counts, "total", "completed", "failed"
        )


def anthropic(host):
    from anthropic import Anthropic

    client = Anthropic(api_key=KEY, base_url=host)
    for batch in client.messages.batches.list(limit=50):
        number = batch.request_counts
        total = sum(number.model_dump()[name] for name in FIVE)
        done = [number.succeeded, number.errored] if batch.ended_at else [None, None]
        yield batch.id, batch.processing_status, [total, *done]


FIVE = ("processing", "succeeded", "errored", "canceled", "expired")


def mistral(host):
    from mistralai.client import Mistral

    client = Mistral(api_key=KEY, server_url=host)
    page = 0
    while rows := client.batch.jobs.list(page=page, page_size=50, order_by="-created").data:
        for job in rows:
            yield job.id, word(job.status), counts(
                job, "total_requests", "succeeded_requests", "failed_requests"
            )
        page += 1


def cohere(host):
    from cohere import ClientV2

    client = ClientV2(api_key=KEY, base_url=host)
    token = None
    while True:
        page = client.batches.list(page_size=50, page_token=token)
        for batch in page.batches or []:
            yield batch.id, word(batch.status), counts(
                batch, "num_records", "num_successful_records", "num_failed_records"
            )
        token = page.next_page_token
        if not token:
            return


def fireworks(host):
    from fireworks import Fireworks

    client = Fireworks(api_key=KEY, account_id="demo", base_url=host)
    for job in client.batch_inference_jobs.list(page_size=50):
        yield job.name, word(job.state), counts(
            job.job_progress,
            "total_input_requests",
            "successfully_processed_requests",
            "failed_requests",
        )


def gemini(host):
    from google import genai

    client = genai.Client(api_key=KEY, http_options={"base_url": host, "api_version": "v1"})
    for job in client.batches.list(config={"page_size": 50}):
        # Its SDK renames the states and drops the counts.
        yield job.name, word(job.state).replace("JOB_STATE", "BATCH_STATE"), None


def groq(host):
    from groq import Groq

    # Its SDK reads one page.
    yield from openai_like(Groq(api_key=KEY, base_url=host).batches.list().data)


def together(host):
    from together import Together

    for batch in Together(api_key=KEY, base_url=host).batches.list():
        yield batch.id, word(batch.status), None


def openai(host):
    from openai import OpenAI

    yield from openai_like(OpenAI(api_key=KEY, base_url=host + "/v1").batches.list(limit=50))


def zhipu(host):
    from zai import ZhipuAiClient

    client = ZhipuAiClient(api_key=KEY, base_url=host + "/api/paas/v4")
    yield from openai_like(client.batches.list(limit=50))


READERS = {
    reader.__name__: reader
    for reader in (anthropic, mistral, cohere, fireworks, gemini, groq, together, openai, zhipu)
}
#: Where an SDK reads only the beginning.
ONE_PAGE = {"groq"}


def simulate(program, provider):
    arguments = ["--port", "0", "--batches", str(BATCHES), "--now", str(NOW), "--speed", "0"]
    process = subprocess.Popen(
        [program, "simulate", "--dialect", provider, *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    return process, re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())[0]


def ours(program, provider, host):
    env = {
        "PATH": os.environ["PATH"],
        "FIREWORKS_ACCOUNT_ID": "demo",
        "OPENAI_API_KEY": KEY,
    }
    key = subprocess.run(
        [program, "list", "--provider", provider, "--base-url", host, "--all", "--output", "json",
         "--api-key-command", f"echo {KEY}"],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for row in json.loads(key.stdout):
        number = row["request_counts"]
        read = [number[name] for name in ("total", "completed", "failed")] if number else None
        yield row["id"], row["status"], read


def differences(theirs, own):
    for one, other in zip(theirs, own):
        if one[:2] != other[:2] or one[2] is not None and one[2] != other[2]:
            yield f"SDK {one}, lazybatch {other}"


def compare(program, provider):
    process, host = simulate(program, provider)
    try:
        theirs, own = list(READERS[provider](host)), list(ours(program, provider, host))
    finally:
        process.kill()
        process.wait()
    if len(own) != BATCHES:
        yield f"lazybatch reads {len(own)} of {BATCHES}"
    if len(theirs) != BATCHES and provider not in ONE_PAGE:
        yield f"the SDK reads {len(theirs)} of {BATCHES}"
    yield from differences(theirs, own)


def main():
    program, *names = sys.argv[1:]
    failed = False
    for provider in names or READERS:
        found = list(compare(program, provider))
        failed = failed or bool(found)
        print(f"{provider}: " + ("; ".join(found[:3]) if found else "the same"), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
