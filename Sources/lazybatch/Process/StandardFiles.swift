import Glibc

/// Standard input, output and error, as the parent handed them over.
enum StandardFiles {
  /// Fills those that are closed, lest a socket takes the number and gets what was meant for a
  /// reader. Each is opened in the wrong direction, so that its use still fails.
  static func fillGaps() {
    for (descriptor, wrong) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is this one, since those below are open.
      _ = open("/dev/null", wrong)
    }
  }
}
