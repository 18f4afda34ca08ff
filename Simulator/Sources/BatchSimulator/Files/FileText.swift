import Batches

/// The content of a batch's file as a function of its place: no line depends on another, and none is kept.
struct FileText: Sendable, Hashable {
  let file: BatchFile
  let layout: LineLayout
  let order: RequestOrder
  let model: [UInt8]
  let isChat: Bool
  /// Which causes of failure are the most frequent.
  let favouriteCause: Int
  /// Epoch seconds of the answers.
  let finished: Int
  /// Whether some lines are damaged.
  var isBroken = false

  /// Bytes of the whole file.
  var size: Int { layout.size }

  /// What tells this version of the file from another.
  var etag: String {
    let mixed = SplitMix64.mixed(layout.seed ^ UInt64(bitPattern: Int64(layout.number)))
    return "\"\(String(mixed, radix: 16))-\(String(size, radix: 16))\(isBroken ? "-b" : "")\""
  }

  /// Appends one line.
  /// - Parameter length: of the line with its end, as the layout says.
  func append(_ line: Int, length: Int, to bytes: inout LineBytes) {
    var dice = Dice(seed: layout.seed &+ UInt64(layout.number), number: line, for: .lines)
    let start = bytes.count
    if isBroken, let damage = LineDamage(line, &dice) {
      damage.append(to: &bytes, length: length) { length, bytes in
        write(line, damage == .twice ? 0 : nil, length, &dice, &bytes)
      }
    } else {
      write(line, nil, length, &dice, &bytes)
    }
    assert(bytes.count == start + length)
  }

  private func write(
    _ line: Int, _ otherRequest: Int?, _ length: Int, _ dice: inout Dice,
    _ bytes: inout LineBytes
  ) {
    let start = bytes.count
    var tail = LineBytes(capacity: 512)
    let filler: [UInt8]
    switch file {
    case .input:
      filler = writeInput(otherRequest ?? line, &dice, &bytes, &tail)
    case .output:
      filler = writeOutput(otherRequest ?? order.completedRequest(line), &dice, &bytes, &tail)
    case .errors:
      filler = writeError(otherRequest ?? order.failedRequest(line), &dice, &bytes, &tail)
    }
    tail.add(byte: 0x0A)
    let room = length - (bytes.count - start) - tail.count
    precondition(room >= 0, "a line of \(file) has no room for its fields")
    bytes.add(room, of: filler, from: dice.whole(0...1_000))
    bytes.add(tail.bytes)
  }

  // MARK: Lines

  /// - Returns: the text that fills the line, between `bytes` and `tail`.
  private func writeInput(
    _ request: Int, _ dice: inout Dice, _ bytes: inout LineBytes, _ tail: inout LineBytes
  ) -> [UInt8] {
    addID("{\"custom_id\":\"request-", request, &bytes)
    bytes.add("\",\"method\":\"POST\",\"url\":\"")
    bytes.add(isChat ? "/v1/chat/completions" : "/v1/embeddings")
    bytes.add("\",\"body\":{\"model\":\"")
    bytes.add(model)
    guard isChat else {
      bytes.add("\",\"input\":\"")
      tail.add("\",\"encoding_format\":\"base64\"}}")
      return prose(request)
    }
    bytes.add(
      "\",\"messages\":[{\"role\":\"system\",\"content\":\"You are a careful assistant.\"},{\"role\":\"user\",\"content\":\""
    )
    tail.add("\"}],\"max_tokens\":")
    tail.add(256 << dice.whole(0...4))
    tail.add("}}")
    return prose(request)
  }

  private func writeOutput(
    _ request: Int, _ dice: inout Dice, _ bytes: inout LineBytes, _ tail: inout LineBytes
  ) -> [UInt8] {
    addHead(request, &dice, &bytes)
    bytes.add("\"response\":{\"status_code\":200,\"request_id\":\"")
    bytes.add(hex: dice.next(), digits: 32)
    bytes.add("\",\"body\":{")
    guard isChat else {
      bytes.add(
        "\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"")
      tail.add("\"}],\"model\":\"")
      tail.add(model)
      let prompt = dice.whole(20...900)
      tail.add("\",\"usage\":{\"prompt_tokens\":")
      tail.add(prompt)
      tail.add(",\"total_tokens\":")
      tail.add(prompt)
      tail.add("}}},\"error\":null}")
      return FillerText.base64
    }
    bytes.add("\"id\":\"chatcmpl-")
    bytes.add(hex: dice.next())
    bytes.add("\",\"object\":\"chat.completion\",\"created\":")
    bytes.add(finished - dice.whole(0...600))
    bytes.add(",\"model\":\"")
    bytes.add(model)
    bytes.add("\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"")
    tail.add("\"},\"finish_reason\":\"")
    tail.add(dice.chance(0.04) ? "length" : "stop")
    tail.add("\"}],\"usage\":")
    addUsage(&dice, &tail)
    tail.add("}},\"error\":null}")
    return prose(request)
  }

  /// Some servers tell no usage, or no details of it: null is not 0.
  private func addUsage(_ dice: inout Dice, _ bytes: inout LineBytes) {
    let prompt = dice.whole(40...3_000)
    let cached = dice.chance(0.5) ? prompt / 128 * 64 : 0
    let completion = dice.whole(10...1_200)
    let reasoning = dice.chance(0.4) ? completion * 2 / 3 : 0
    guard !dice.chance(0.02) else { return bytes.add("null") }
    bytes.add("{\"prompt_tokens\":")
    bytes.add(prompt)
    bytes.add(",\"completion_tokens\":")
    bytes.add(completion)
    bytes.add(",\"total_tokens\":")
    bytes.add(prompt + completion)
    if dice.chance(0.05) {
      bytes.add(",\"prompt_tokens_details\":null,\"completion_tokens_details\":null}")
    } else {
      bytes.add(",\"prompt_tokens_details\":{\"cached_tokens\":")
      bytes.add(cached)
      bytes.add("},\"completion_tokens_details\":{\"reasoning_tokens\":")
      bytes.add(reasoning)
      bytes.add("}}")
    }
  }

  private func writeError(
    _ request: Int, _ dice: inout Dice, _ bytes: inout LineBytes, _ tail: inout LineBytes
  ) -> [UInt8] {
    let cause = RequestCause.draw(favouriteCause, &dice)
    addHead(request, &dice, &bytes)
    if let status = cause.status {
      bytes.add("\"response\":{\"status_code\":")
      bytes.add(status)
      bytes.add(",\"request_id\":\"")
      bytes.add(hex: dice.next(), digits: 32)
      bytes.add("\",\"body\":{\"error\":")
      add(cause, &dice, &bytes)
      bytes.add("}},\"error\":null,\"trace\":\"")
    } else {
      bytes.add("\"response\":null,\"error\":")
      add(cause, &dice, &bytes)
      bytes.add(",\"trace\":\"")
    }
    tail.add("\"}")
    return FillerText.base64
  }

  private func add(_ cause: RequestCause, _ dice: inout Dice, _ bytes: inout LineBytes) {
    bytes.add("{\"code\":")
    if !cause.isNumber { bytes.add("\"") }
    bytes.add(cause.code)
    if !cause.isNumber { bytes.add("\"") }
    bytes.add(",\"message\":\"")
    for part in cause.message {
      switch part {
      case .text(let text): bytes.add(text)
      case .number(let range): bytes.add(dice.whole(range))
      case .hex(let digits): bytes.add(hex: dice.next(), digits: digits)
      case .model: bytes.add(model)
      }
    }
    bytes.add("\",\"param\":null}")
  }

  // MARK: Parts

  private func addHead(_ request: Int, _ dice: inout Dice, _ bytes: inout LineBytes) {
    bytes.add("{\"id\":\"batch_req_")
    bytes.add(hex: dice.next())
    addID("\",\"custom_id\":\"request-", request, &bytes)
    bytes.add("\",")
  }

  private func addID(_ prefix: StaticString, _ request: Int, _ bytes: inout LineBytes) {
    bytes.add(prefix)
    bytes.add(request + 1)
  }

  private func prose(_ request: Int) -> [UInt8] {
    request % 3 == 0 ? FillerText.chinese : FillerText.english
  }
}
