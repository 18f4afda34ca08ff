import Glibc
import Preferences

/// Where the file of settings is, and what it holds.
struct ConfigurationFile: Sendable, Hashable {
  var path: String
  /// Whether the user named it, so that it has to be there.
  var isNamed: Bool

  /// The variable that names another file; empty for none.
  static let variable = "LAZYBATCH_CONFIG"

  /// In bytes. No file of settings is larger.
  private static let largest = 1 << 20

  /// - Returns: nil where there is none to look for.
  init?(environment: [String: String]) {
    if let path = environment[Self.variable] {
      if path.isEmpty { return nil }
      self.init(path: path, isNamed: true)
    } else if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      // As the XDG Base Directory Specification requires, which ignores relative paths.
      self.init(path: folder + "/lazybatch/config.toml", isNamed: false)
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      self.init(path: home + "/.config/lazybatch/config.toml", isNamed: false)
    } else {
      return nil
    }
  }

  private init(path: String, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  /// - Returns: nil where there is no file and none has to be.
  func read() -> Preferences? {
    switch bytes() {
    case .success(let bytes): return Preferences(bytes)
    case .failure(let problem) where !isNamed && (problem.number == ENOENT || isOutOfReach):
      return nil
    case .failure(let problem): return Preferences(unreadable: problem.reason)
    }
  }

  /// Whether it is in a folder that may not be entered, such as another user's: then nobody knows whether it
  /// is there.
  private var isOutOfReach: Bool {
    var status = stat()
    return stat(path, &status) != 0 && errno == EACCES
  }

  private struct Problem: Error {
    var number: Int32
    var reason: String

    init(_ number: Int32) {
      self.number = number
      reason = String(cString: strerror(number))
    }
  }

  private func bytes() -> Result<[UInt8], Problem> {
    // A pipe that nobody writes to must not keep the program from starting.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return .failure(Problem(errno)) }
    defer { close(file) }
    var bytes: [UInt8] = []
    let step = 1 << 14
    while bytes.count <= Self.largest {
      let count = withUnsafeTemporaryAllocation(byteCount: step, alignment: 1) { buffer in
        let count = Glibc.read(file, buffer.baseAddress, step)
        if count > 0 { bytes += UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
        return count
      }
      if count == 0 { return .success(bytes) }
      if count < 0, errno != EINTR { return .failure(Problem(errno)) }
    }
    return .failure(Problem(EFBIG))
  }
}
