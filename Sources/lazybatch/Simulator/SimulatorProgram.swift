import Glibc

/// The executable of the simulator. It is separate, because it would double the size and build time of
/// lazybatch.
enum SimulatorProgram {
  private static let name = "lazybatch-simulator"

  /// - Throws: a sentence that says which folders were searched.
  static func find(searchPath: String?) throws(Failure) -> String {
    let home = ownFolder
    // Where `make build` and `make install` put it.
    let folders = home.map { [$0, parent(of: $0) + "/libexec/lazybatch"] } ?? []
    // A relative folder in PATH would let the owner of the current folder choose the program.
    let searched = (searchPath ?? "").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") }
    for folder in folders + searched where isProgram("\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    let list = folders.map { "in \($0) nor " }.joined()
    throw .unavailable(
      "The simulator, \(name), is neither \(list)in PATH. It is in a package of its own, "
        + "\(name); in the source of lazybatch, `make build` puts it next to lazybatch and "
        + "`make install` installs both")
  }

  /// Replaces this process by the program, so that signals and the exit status need no forwarding.
  /// - Returns: only on failure.
  static func become(_ program: String, arguments: [String]) throws(Failure) {
    // Signals that this thread of the pool blocks, such as SIGINT, would stay blocked.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    let arguments = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, arguments)
    let reason = String(cString: strerror(errno))
    throw .unavailable("The simulator, \(program), could not be started: \(reason)")
  }

  // MARK: Paths

  /// The folder of this executable, with links resolved.
  private static var ownFolder: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return parent(of: String(cString: path))
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func isProgram(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
