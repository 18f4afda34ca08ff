import Glibc

/// The program that serves simulated batches. It is not a part of this one, which would be twice as
/// large for it, and would take twice as long to build.
enum SimulatorProgram {
  private static let name = "lazybatch-simulator"

  /// - Throws: a sentence that says where it was looked for.
  static func find(searchPath: String?) throws(Failure) -> String {
    let home = ownFolder
    // Where `make build` and where `make install` put it.
    let folders = home.map { [$0, parent(of: $0) + "/libexec/lazybatch"] } ?? []
    // A relative folder in PATH would let whoever owns the current one choose the program.
    let searched = (searchPath ?? "").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") }
    for folder in folders + searched where isProgram("\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    let list = folders.map { "in \($0) nor " }.joined()
    throw .unavailable(
      "The simulator, \(name), is neither \(list)in PATH. In lazybatch's source `make build` puts it "
        + "beside lazybatch, and `make install` installs both")
  }

  /// Puts the program in the place of this one, in the same process: a signal, ^C or the end reaches
  /// whoever it was meant for, and nothing can be left behind.
  /// - Returns: never; only a failure comes back.
  static func become(_ program: String, arguments: [String]) throws(Failure) {
    // What this thread of a pool blocks, ^C among it, would stay blocked.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    let arguments = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, arguments)
    let reason = String(cString: strerror(errno))
    throw .unavailable("The simulator, \(program), could not be started: \(reason)")
  }

  // MARK: Paths

  /// The folder of this program, with links resolved, since a link may stand anywhere.
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
