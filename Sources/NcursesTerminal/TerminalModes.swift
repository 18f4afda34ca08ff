import CTerminalRescue

/// Protection of the terminal's modes (echo and the like) while another program uses it.
public enum TerminalModes {
  /// Runs a body that may change the modes, and restores them afterwards, even when a signal ends the
  /// process.
  public static func keeping<Value, Problem: Error>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    rescue_keep_modes()
    defer { rescue_put_back_modes() }
    return try await body()
  }
}
