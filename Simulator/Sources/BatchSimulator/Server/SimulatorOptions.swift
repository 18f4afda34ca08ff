import Batches

/// The options of a simulated service.
public struct SimulatorOptions: Sendable {
  /// On 127.0.0.1; 0 for any free port.
  public var port = 0
  /// The number of batches at the start.
  public var batches = 250
  public var seed: UInt64 = 1
  /// How many requests each batch has, and its input file has lines; nil for numbers of their own.
  public var fileLines: Int?
  /// When its clock starts, in epoch seconds; nil for now.
  public var now: Int?
  /// Simulated seconds per second.
  public var speed = 1.0
  /// Seconds before every response.
  public var latency = 0.0
  /// Whether responses are compressed if the client accepts it. On a single machine this takes longer
  /// than it saves.
  public var compresses = false
  public var keyRule = KeyRule.none
  public var faults: [FaultRule] = []
  /// Whose API is served. Faults of the shape of pages are SiliconFlow's only.
  public var dialect = Dialect.siliconflow

  public init() {}

  /// Whether files are kept beside the API, on a port of their own.
  var hasStorage: Bool { faults.contains { [.fileRedirect, .fileURL].contains($0.fault) } }
}
