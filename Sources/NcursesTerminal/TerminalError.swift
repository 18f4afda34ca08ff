/// Why the terminal cannot be used, as a sentence for the user.
public struct TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
