import Browser
import FileDescriptors
import Glibc

/// The file that keeps how the user left the browser: one for each account, which only its owner may read.
struct ViewFile: Sendable {
  let path: String

  private static let ownerOnly: mode_t = 0o600
  private static let ownerOnlyFolder: mode_t = 0o700
  /// Larger ones are none of ours, in bytes.
  private static let mostBytes = 1 << 16

  /// - Parameter name: of the account.
  /// - Returns: nil where there is no place for it, as the XDG Base Directory Specification has it.
  init?(name: String, environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = "\(state)/lazybatch/\(name).json"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = "\(home)/.local/state/lazybatch/\(name).json"
    } else {
      return nil
    }
  }

  /// - Returns: nil where there is none, or none that may be read.
  /// - Throws: where there is one that does not hold a view.
  func read() throws(KeptViewDamage) -> KeptView? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
    let count = Glibc.read(file, &bytes, bytes.count)
    if count < 0 || count == bytes.count { throw KeptViewDamage() }
    return try KeptView(json: Array(bytes[..<count]))
  }

  /// Replaces the file, or does nothing where that is not possible: nobody waits for it.
  func write(_ view: KeptView, names: TemporaryFileNames) {
    makeFolders()
    guard
      let file = try? AtomicFile(path, replacing: true, permissions: Self.ownerOnly, names: names)
    else { return }
    try? file.write(Array(view.json.utf8))
    try? file.finish()
  }

  private func makeFolders() {
    var folders = [String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])]
    while let last = folders.last, let mark = last.lastIndex(of: "/"), mark > last.startIndex {
      folders.append(String(last[..<mark]))
    }
    for folder in folders.reversed() where access(folder, F_OK) != 0 {
      mkdir(folder, Self.ownerOnlyFolder)
    }
  }
}
