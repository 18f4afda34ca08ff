/// One entry of a batch's `errors`, in whichever shape the server wrote it.
public struct BatchError: Sendable, Hashable {
  public var code: String?
  public var message: String
  /// The line of the input file, counted as the server counts it.
  public var line: Int?
  /// The parameter that the error is about.
  public var param: String?
  /// What else the server said of it, under its own names.
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
