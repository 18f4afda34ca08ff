/// The sources of time and randomness, to be replaced in tests.
public struct Pacing: Sendable {
  /// Waits for a number of seconds; throws when the task is cancelled.
  public var sleep: @Sendable (Double) async throws -> Void
  /// A random number from 0 to 1.
  public var jitter: @Sendable () -> Double

  public init(
    sleep: @escaping @Sendable (Double) async throws -> Void,
    jitter: @escaping @Sendable () -> Double
  ) {
    self.sleep = sleep
    self.jitter = jitter
  }

  public static let real = Pacing(
    sleep: { try await Task.sleep(for: .seconds($0)) },
    jitter: { Double.random(in: 0...1) })
}
