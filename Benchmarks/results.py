"""Result files for the benchmarks: the same for the same seed and size, and never committed."""

import json
import random

SEED = 5

CAUSES = [
    (429, "rate_limit_exceeded", "Rate limit reached for gpt-4o in organization org-{id} on tokens "
     "per min (TPM): Limit {n}, Used {n}, Requested {n}. Please try again in {n}ms.", 40),
    (400, "context_length_exceeded", "This model's maximum context length is 128000 tokens. However, "
     "your messages resulted in {n} tokens.", 20),
    (400, "invalid_value", "Invalid value: '{word}'. Supported values are: 'system', 'user'.", 8),
    (404, "model_not_found", "The model '{word}-{n}' does not exist or you do not have access to it.", 6),
    (500, None, "The server had an error while processing your request. Request ID: req_{hex}", 8),
    (503, 50505, "Model service overloaded. Please try again later.", 6),
    (400, 20015, "请求参数错误：字段“{word}”的值 {n} 超出范围", 5),
    (403, 30001, "Sorry, your account balance is insufficient", 3),
    (None, "batch_expired", "This request could not be executed before the completion window expired.", 4),
]  # fmt: skip


def line(number, draw):
    """A failed request in one of OpenAI's and SiliconFlow's shapes."""
    status, code, message, _ = draw.choices(CAUSES, [cause[3] for cause in CAUSES])[0]
    message = message.format_map({
        "n": draw.randrange(10, 200_000),
        "id": "".join(draw.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=20)) + "7a",
        "hex": f"{draw.getrandbits(128):032x}",
        "word": draw.choice(["assistent", "qwen-max", "tool", "max_token", "温度"]),
    })  # fmt: skip
    ids = {"id": f"batch_req_{draw.getrandbits(96):024x}", "custom_id": f"request-{number}"}
    if status is None:
        return ids | {"response": None, "error": {"code": code, "message": message}}
    if isinstance(code, int):
        body = {"code": code, "message": message, "data": None}
    else:
        body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    answer = {"status_code": status, "request_id": f"{draw.getrandbits(64):016x}", "body": body}
    return ids | {"response": answer, "error": None}


def write(path, size):
    """A file of failures of at least `size` bytes, in which no two lines are the same."""
    draw = random.Random(SEED)
    written = number = 0
    with open(path, "wb") as file:
        while written < size:
            # A block is written several times with other numbers: drawing each line would take minutes.
            block = [line(0, draw) for _ in range(20_000)]
            texts = [json.dumps(each, ensure_ascii=False).split("request-0", 1) for each in block]
            for _ in range(10):
                lines = []
                for before, after in texts:
                    number += 1
                    lines.append(f"{before}request-{number}{after}\n")
                data = "".join(lines).encode()
                file.write(data)
                written += len(data)
                if written >= size:
                    break
