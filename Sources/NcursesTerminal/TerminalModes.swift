import CTerminalRescue

/// The modes of the terminal (echo and the like) while another program uses it.
public enum TerminalModes {
  /// Runs a body in which the modes may be changed, and puts them back: when it ends, and when a
  /// signal ends the process meanwhile.
  public static func keeping<Value, Problem: Error>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    rescue_keep_modes()
    defer { rescue_put_back_modes() }
    return try await body()
  }
}
