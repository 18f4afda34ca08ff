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
