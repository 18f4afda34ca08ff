import Glibc

/// The server of `--demo`: the simulator as a child process, which exits when this process does, for
/// whatever reason.
///
/// It starts a new session before it serves, so that neither ^C nor ^Z reaches it, and it has no access
/// to the terminal.
struct DemoServer {
  private let process: pid_t
  /// The child exits when this is closed, which the kernel does if `end` is not called.
  private let input: Int32
  /// Kept open so that late output does not raise SIGPIPE in the child.
  private let output: Int32

  /// In milliseconds; starting usually takes less than a tenth of a second.
  private static let longestStart: Int32 = 30_000
  private static let longestWord = 4_096

  static func start(_ program: String) throws(Failure) -> DemoServer {
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    defer {
      close(input[0])
      close(output[1])
    }
    var problem: Int32 = pipe(&input) == 0 && pipe(&output) == 0 ? 0 : errno
    if problem == 0 {
      for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var process: pid_t = 0
      problem = spawn(program, input: input[0], output: output[1], as: &process)
      if problem == 0 {
        return DemoServer(process: process, input: input[1], output: output[0])
      }
    }
    close(input[1])
    close(output[0])
    throw failure(String(cString: strerror(problem)))
  }

  /// Waits until the server listens.
  func port() throws(Failure) -> Int {
    let word = firstWord()
    guard let port = Int(word) else {
      throw Self.failure(word.isEmpty ? "it printed nothing" : word)
    }
    return port
  }

  /// Kills the child, which has nothing to lose and may be stopped.
  func end() {
    close(input)
    var status: Int32 = 0
    // An exited child has already been reaped where our parent made us ignore SIGCHLD.
    if waitpid(process, &status, WNOHANG) == 0 {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    close(output)
  }

  // MARK: Starting

  /// - Returns: a number of errno(3), or 0.
  private static func spawn(
    _ program: String, input: Int32, output: Int32, as process: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = [program, "--port", "0", "--no-auth", "--until-input-ends"]
    // The current one, without the keys.
    let environment = ProcessEnvironment.variables
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return posix_spawn(&process, program, &actions, &attributes, &arguments, &variables)
  }

  /// The first line that the child writes, or everything if it exits before that.
  private func firstWord() -> String {
    var bytes: [UInt8] = []
    while !bytes.contains(UInt8(ascii: "\n")), bytes.count < Self.longestWord {
      var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, Self.longestStart)
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { break }
      var byte: UInt8 = 0
      let count = read(output, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes.append(byte)
    }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func failure(_ reason: String) -> Failure {
    .unavailable("The demo server did not start: \(reason)")
  }
}
