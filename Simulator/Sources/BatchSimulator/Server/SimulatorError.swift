/// Why the simulator could not start.
public enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
  case portInUse(Int)
  /// For example a privileged port.
  case cannotListen(port: Int, reason: String)

  public var description: String {
    switch self {
    case .portInUse(let port): "port \(port) on 127.0.0.1 is in use by another program"
    case .cannotListen(let port, let reason): "cannot listen on 127.0.0.1:\(port): \(reason)"
    }
  }
}
