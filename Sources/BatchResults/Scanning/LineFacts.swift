/// What a scanned line says about its request, still as places in the line.
struct LineFacts {
  var status: Int?
  var outcome = RequestOutcome.succeeded
  var id: ScannedValue?
  var code: ScannedValue?
  var message: ScannedValue?

  @inline(__always)
  init(_ scanner: borrowing LineScanner) {
    let line = scanner[.line]
    let response = scanner[.response]
    let body = scanner[.body]

    id = scanner.firstText(line[.customID], line[.key], line[.recordID])
    status =
      scanner.number(response[.statusCode]) ?? scanner.number(line[.statusCode])
      ?? scanner.number(body[.statusCode]) ?? scanner.statusInWord(response)
      ?? scanner.statusInWord(line)

    let hasError = line.has(.error) || response.has(.error) || body.has(.error)
    let word = OutcomeWord(scanner, line: line, response: response, body: body)
    let hasBare =
      scanner.isBareFailure(body) || scanner.isBareFailure(response)
      || scanner.isBareFailure(line) && !response.has(.body) && !body.has(.body)
    if status == nil, hasError || hasBare { status = scanner.statusInCode(line, response, body) }

    let isRefused = status.map { $0 >= 400 } ?? false
    switch word.outcome {
    case .expired, .cancelled: outcome = word.outcome
    case .failed: outcome = .failed
    case .succeeded, .missing:
      let isGood =
        !hasError && !hasBare && !isRefused
        && (status.map { $0 >= 200 } ?? false || Self.hasAnswer(line, response, body))
      outcome = isGood ? .succeeded : .failed
    }
    guard outcome != .succeeded else { return }
    code = scanner.errorCode(status: status, line, response, body)
    if code == nil, outcome == .expired || outcome == .cancelled { code = word.value }
    message = scanner.errorMessage(line, response, body) ?? word.sentence
  }

  /// Whether there is anything that may be an answer. A line without one, and without an error, tells of
  /// a failure that nobody described.
  private static func hasAnswer(
    _ line: ScannedLevel, _ response: ScannedLevel, _ body: ScannedLevel
  ) -> Bool {
    if body.has(.body) || response.has(.answer) || response.has(.other) || line.has(.answer) {
      return true
    }
    if let text = response[.body], text.form != .object, text.count > 0 { return true }
    return line.has(.other) && !line.has(.noResponse)
  }
}

/// How a request ended.
public enum RequestOutcome: String, Sendable, Hashable, CaseIterable {
  case succeeded, failed, expired, cancelled
  /// It is in no result file.
  case missing

  /// Those of requests that have no answer.
  public static let ofFailures = allCases.filter { $0 != .succeeded }
}

/// A result's `type` or `status`: a word, or, at Vertex, a sentence.
private struct OutcomeWord {
  var outcome = RequestOutcome.succeeded
  var value: ScannedValue?
  var sentence: ScannedValue?

  @inline(__always)
  init(
    _ scanner: borrowing LineScanner, line: ScannedLevel, response: ScannedLevel,
    body: ScannedLevel
  ) {
    if !line.has(.outcome), !response.has(.outcome), !body.has(.outcome) { return }
    for value in [response[.outcome], body[.outcome], line[.outcome]] {
      guard let value, value.form == .string, value.count > 0 else { continue }
      read(value, scanner)
      if outcome != .succeeded { return }
    }
  }

  private mutating func read(_ value: ScannedValue, _ scanner: borrowing LineScanner) {
    let read: (outcome: RequestOutcome, isSentence: Bool) = scanner.withBytes(value) { bytes in
      if bytes.count > 12 {
        return (bytes.contains(0x20) ? .failed : .succeeded, true)
      }
      switch String(decoding: bytes, as: UTF8.self).lowercased() {
      case "errored", "error", "failed", "failure", "fail": return (.failed, false)
      case "expired": return (.expired, false)
      case "canceled", "cancelled": return (.cancelled, false)
      default: return (.succeeded, false)
      }
    }
    outcome = read.outcome
    if read.outcome != .succeeded {
      if read.isSentence { sentence = value } else { self.value = value }
    }
  }
}

extension LineScanner {
  /// The first that is a text with bytes in it, or a number.
  @inline(__always)
  borrowing func firstText(
    _ first: ScannedValue?, _ second: ScannedValue?, _ third: ScannedValue?
  ) -> ScannedValue? {
    if let first, first.isText, first.count > 0 { return first }
    if let second, second.isText, second.count > 0 { return second }
    if let third, third.isText, third.count > 0 { return third }
    return nil
  }

  /// A whole number of at most nine digits, also as a string or with decimals that are cut off.
  @inline(__always)
  borrowing func number(_ value: ScannedValue?) -> Int? {
    guard let value, value.isText, value.count > 0 else { return nil }
    return withBytes(value) { bytes in
      var number = 0
      for (index, byte) in bytes.enumerated() {
        let digit = Int(byte) - 0x30
        guard (0...9).contains(digit) else { return byte == 0x2E && index > 0 ? number : nil }
        if index == 9 { return nil }
        number = number * 10 + digit
      }
      return number
    }
  }

  /// A `status` that is a number is the status code.
  @inline(__always)
  borrowing func statusInWord(_ level: ScannedLevel) -> Int? {
    guard level.has(.outcome), let number = number(level[.outcome]), (100..<600).contains(number)
    else { return nil }
    return number
  }

  /// Whether a level has code and message of an error, without an `error` around them and without an
  /// answer beside them.
  @inline(__always)
  borrowing func isBareFailure(_ level: ScannedLevel) -> Bool {
    if !level.has(.bareCode), !level.has(.bareMessage) { return false }
    return isFailure(bare: level)
  }

  @inline(never)
  private borrowing func isFailure(bare level: ScannedLevel) -> Bool {
    if let answer = level[.answer], answer.count > 2 { return false }
    guard let message = level[.bareMessage],
      message.form == .string || message.form == .escapedString,
      message.count > 0
    else { return false }
    guard let code = level[.bareCode], code.isText else { return !level.has(.answer) }
    return !isGood(code)
  }

  /// Whether a code says that all is well: 0, 2xx, SiliconFlow's 20000, or a word.
  private borrowing func isGood(_ code: ScannedValue) -> Bool {
    if let number = number(code) {
      return number == 0 || (200..<300).contains(number) || number == 20000
    }
    let word = withBytes(code) { String(decoding: $0.prefix(16), as: UTF8.self) }.lowercased()
    return ["", "ok", "success", "succeeded", "true", "false"].contains(word)
  }

  /// Some servers give the status only as the code of the error.
  borrowing func statusInCode(
    _ line: ScannedLevel, _ response: ScannedLevel, _ body: ScannedLevel
  ) -> Int? {
    for level in [line, response, body] {
      for value in [level[.errorCode], level[.bareCode]] {
        if let number = number(value), (400..<600).contains(number) { return number }
      }
    }
    return nil
  }

  /// A code that says more than the status; otherwise the type of the error.
  @inline(__always)
  borrowing func errorCode(
    status: Int?, _ line: ScannedLevel, _ response: ScannedLevel, _ body: ScannedLevel
  ) -> ScannedValue? {
    errorCode(line, status) ?? errorCode(response, status) ?? errorCode(body, status)
      ?? telling(body[.bareCode], status) ?? telling(response[.bareCode], status)
      ?? telling(line[.bareCode], status)
  }

  @inline(__always)
  private borrowing func errorCode(_ level: ScannedLevel, _ status: Int?) -> ScannedValue? {
    guard level.has(.error) else { return nil }
    return telling(level[.errorCode], status) ?? telling(level[.errorStatus], status)
      ?? telling(level[.errorType], status)
  }

  @inline(__always)
  private borrowing func telling(_ value: ScannedValue?, _ status: Int?) -> ScannedValue? {
    guard let value, value.isText, value.count > 0 else { return nil }
    if let status, value.count == 3, number(value) == status { return nil }
    return value
  }

  @inline(__always)
  borrowing func errorMessage(
    _ line: ScannedLevel, _ response: ScannedLevel, _ body: ScannedLevel
  ) -> ScannedValue? {
    firstText(line[.errorMessage], response[.errorMessage], body[.errorMessage])
      ?? firstText(body[.bareMessage], response[.bareMessage], line[.bareMessage])
      ?? bodyText(body[.body]) ?? bodyText(response[.body])
  }

  /// A body that is a text is the message of a gateway.
  private borrowing func bodyText(_ value: ScannedValue?) -> ScannedValue? {
    guard let value, value.form == .string || value.form == .escapedString, value.count > 0
    else { return nil }
    return value
  }
}
