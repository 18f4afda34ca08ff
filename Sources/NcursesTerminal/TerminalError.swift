/// Why the screen cannot be opened: a sentence for the user that says what to do.
public struct TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
