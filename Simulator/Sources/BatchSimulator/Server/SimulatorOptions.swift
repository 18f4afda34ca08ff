/// How a simulated service behaves.
public struct SimulatorOptions: Sendable {
  /// On 127.0.0.1; 0 takes a free one.
  public var port = 0
  /// Batches that exist when it starts.
  public var batches = 250
  public var seed: UInt64 = 1
  /// Epoch seconds at which its clock starts; nil for the present.
  public var now: Int?
  /// Simulated seconds in a second.
  public var speed = 1.0
  /// Seconds before every answer.
  public var latency = 0.0
  /// Whether answers are compressed where the client accepts it. On one machine that takes longer
  /// than it saves.
  public var compresses = false
  public var keyRule = KeyRule.none
  public var faults: [FaultRule] = []

  public init() {}
}
