import Dispatch
import Glibc
import Synchronization

/// Another program that is handed a text on its standard input.
final class HelperProcess: Sendable {
  enum Outcome: UInt8, Sendable, AtomicRepresentable {
    case succeeded
    /// It is not installed, or ended with an error.
    case failed
    /// It has not ended yet.
    case running
  }

  /// Seconds until a program that does not end is killed.
  private static let longestRun = 5.0
  private static let secondsBetweenLooks = 0.002

  private let process: pid_t
  private let outcome = Atomic(Outcome.running)
  private let ended = DispatchSemaphore(value: 0)

  private init(process: pid_t) { self.process = process }

  /// Runs a program, found in PATH, without a shell. It sees nothing of the terminal.
  /// - Parameter patience: the seconds that this call may take.
  static func run(
    _ command: [String], input: [UInt8], environment: [String: String], patience: Double
  ) -> Outcome {
    // A socket, since writing to one whose reader is gone can be kept from raising SIGPIPE.
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return .failed }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (theirs, ours) = (ends[0], ends[1])
    let process = spawn(command, input: theirs, environment: environment)
    close(theirs)
    guard let process else {
      close(ours)
      return .failed
    }
    let helper = HelperProcess(process: process)
    DispatchQueue.global().async {
      helper.feed(input, through: ours)
      helper.awaitEnd()
    }
    _ = helper.ended.wait(timeout: .now() + patience)
    return helper.outcome.load(ordering: .acquiring)
  }

  private static func spawn(
    _ command: [String], input: Int32, environment: [String: String]
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Our handlers, what our threads block, and ^Z are no business of its.
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    guard
      posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables) == 0
    else { return nil }
    return process
  }

  private func feed(_ input: [UInt8], through socket: Int32) {
    var limit = timeval(tv_sec: Int(Self.longestRun), tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var rest = input[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    close(socket)
  }

  private func awaitEnd() {
    var status: Int32 = 0
    var waited = 0.0
    while waitpid(process, &status, WNOHANG) == 0 {
      if waited > Self.longestRun {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      usleep(useconds_t(Self.secondsBetweenLooks * 1_000_000))
      waited += Self.secondsBetweenLooks
    }
    outcome.store(status == 0 ? .succeeded : .failed, ordering: .releasing)
    ended.signal()
  }
}
