import Glibc

/// The server of `--demo`: the simulator as a child, which ends with this process, however that
/// ends.
///
/// It goes to a session of its own before it serves, so that no key pressed in the terminal reaches
/// it and no ^Z stops it, and it has nothing of the terminal to write to.
struct DemoServer {
  private let process: pid_t
  /// What the child waits at: the kernel closes it where `end` does not get the chance.
  private let input: Int32
  /// Open to the end, lest a late word of the child raises SIGPIPE there.
  private let output: Int32

  /// In milliseconds; a start takes some hundredths of a second.
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

  /// Waits until it serves.
  func port() throws(Failure) -> Int {
    let word = firstWord()
    guard let port = Int(word) else {
      throw Self.failure(word.isEmpty ? "it said nothing" : word)
    }
    return port
  }

  /// Nothing is lost by a kill, and a child that somebody stopped hears of nothing else.
  func end() {
    close(input)
    var status: Int32 = 0
    // One that has ended gave its number back if our parent has us ignore the ends of children.
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
    // As it is now, when the keys have been taken out of it.
    let environment = ProcessEnvironment.variables
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return posix_spawn(&process, program, &actions, &attributes, &arguments, &variables)
  }

  /// The first line that the child writes, or all where it ends before that.
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
    .unavailable("The demo's server did not start: \(reason)")
  }
}
