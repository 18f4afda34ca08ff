import Batches

/// A line that was found again: where it is, and what a list shows of it.
public struct FoundLine: Sendable, Hashable {
  public let number: Int
  /// Of the line in the file, and its bytes there without the line end.
  public let offset: Int
  public let length: Int
  /// Nil of a success.
  public let group: Int?
  public let id: String?
  public let statusCode: Int?
  /// The message of a failure, or the beginning of the answer.
  public let text: String?
  public let tokens: TokenUsage?

  /// Bytes of a text that are kept.
  private static let textBytes = 400

  /// A request of the input that has no result.
  public init(_ request: RetryFile.Request) {
    number = request.line
    offset = request.offset
    length = request.length
    group = nil
    id = request.id
    statusCode = nil
    text = request.bytes.flatMap { PromptText.beginning(of: $0, limit: Self.textBytes) }
    tokens = nil
  }

  init(_ line: Line, _ scanner: borrowing LineScanner, _ facts: LineFacts, group: Int?) {
    number = line.number
    offset = line.offset
    length = line.length
    self.group = group
    id = facts.id.map { scanner.text($0, limit: ResultLimits.beginningBytes) }
    statusCode = facts.status
    tokens = TokenUsage(scanner)
    if facts.outcome == .succeeded {
      let answer = scanner[.body][.body] ?? scanner[.response][.body]
      text = answer.map { answer in
        scanner.withBytes(answer) { AnswerText.beginning(of: $0, limit: Self.textBytes) }
      }
    } else {
      text = facts.message.map { scanner.text($0, limit: Self.textBytes) }
    }
  }
}
