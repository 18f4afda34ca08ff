import Glibc

/// Standard input, output and error, as the parent passed them on.
enum StandardFiles {
  /// Opens those that are closed, so that no socket gets their number and then our output. They are
  /// opened in the wrong direction, so that using them still fails.
  static func fillGaps() {
    for (descriptor, wrong) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 {
      // `open` returns the lowest free number, which is this one.
      _ = open("/dev/null", wrong)
    }
  }
}
