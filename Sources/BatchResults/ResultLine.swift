import Batches

/// One line of a result file, read on its own, as it is shown.
public struct ResultLine: Sendable, Hashable {
  /// What is wrong with the line as such; nil for a result of a request that is named.
  public let oddity: OddLines.Kind?
  public let id: String?
  public let outcome: RequestOutcome?
  public let statusCode: Int?
  public let errorCode: String?
  public let errorMessage: String?
  /// For the server's support.
  public let requestID: String?
  public let model: String?
  /// Nil where the line gives none.
  public let tokens: TokenUsage?
  /// In seconds.
  public let latency: Double?
  /// Where the body of the answer is in the line; without its quotes where it is a string.
  public let answer: Range<Int>?

  /// - Parameter bytes: of the line, with or without its line end.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let copy = Array(bytes) + [0x0A]
    self = copy.withUnsafeBufferPointer { copy in
      var scanner = LineScanner()
      guard let start = copy.baseAddress else { return ResultLine(scanner, .blank) }
      let shape = scanner.scan(
        from: start, to: start + copy.count - 1, readable: start + copy.count)
      return ResultLine(scanner, shape)
    }
  }

  public init(_ bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { ResultLine($0) } }

  init(_ scanner: borrowing LineScanner, _ shape: LineScanner.Shape) {
    let line = scanner[.line]
    let response = scanner[.response]
    let body = scanner[.body]
    guard shape == .object else {
      oddity = shape == .blank ? .blank : shape == .notJSON ? .notJSON : .notObject
      // A line that breaks off often names its request before.
      let id =
        shape == .notJSON
        ? scanner.firstText(line[.customID], line[.key], line[.recordID]) : nil
      self.id = id.map { scanner.text($0) }
      outcome = nil
      statusCode = nil
      errorCode = nil
      errorMessage = nil
      requestID = nil
      model = nil
      tokens = nil
      latency = nil
      answer = nil
      return
    }
    let facts = LineFacts(scanner)
    oddity = facts.id == nil ? .noID : nil
    id = facts.id.map { scanner.text($0) }
    outcome = facts.outcome
    statusCode = facts.status
    errorCode = facts.code.map { scanner.text($0) }
    errorMessage = facts.message.map { scanner.text($0) }
    requestID =
      (scanner.firstText(response[.requestID], body[.requestID], line[.requestID])
      ?? scanner.firstText(line[.objectID], nil, nil)).map { scanner.text($0) }
    model = scanner.firstText(body[.model], response[.model], line[.model]).map { scanner.text($0) }
    tokens = TokenUsage(scanner)
    latency = scanner.hasLatency() ? scanner.latency() : nil
    let value = body[.body] ?? response[.body]
    answer = value.map { Int($0.start)..<Int($0.end) }
  }
}
