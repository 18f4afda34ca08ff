/// One entry of a batch's `errors`, whatever its shape in the response.
public struct BatchError: Sendable, Hashable {
  public var code: String?
  public var message: String
  /// The line of the input file, numbered as the server numbers it.
  public var line: Int?
  /// The parameter that the error is about.
  public var param: String?
  /// All other members, under their own names.
  public var extras: [JSONMember]

  public init(
    message: String, code: String? = nil, line: Int? = nil, param: String? = nil,
    extras: [JSONMember] = []
  ) {
    self.code = code
    self.message = message
    self.line = line
    self.param = param
    self.extras = extras
  }
}

extension BatchError {
  /// Whether the batch was refused because those that are queued use up the tokens of its model.
  public var isAboutQueuedTokens: Bool {
    // A limit that one request exceeds is another one.
    guard line == nil else { return false }
    if let code, ErrorNames.folded(code).contains("tokenlimitexceeded") { return true }
    let words = message.lowercased()
    return words.contains("token") && words.contains("queued")
  }
}
