import CTerminalRescue
import Glibc
import Screen

extension NcursesTerminal {
  /// Bytes that are read before the program may draw.
  private static let mostAtOnce = 64 * 1024
  /// In seconds; longer waits just end early.
  private static let longestWait = 86_400.0

  public func read(within seconds: Double?) -> [InputEvent] {
    // Signal handlers need their own stack to restore the terminal after a stack overflow.
    rescue_guard_thread()
    if isOpen, waiting.isEmpty {
      var isWoken = wait(seconds: seconds)
      // Answers of the terminal that change nothing are of no interest to the program.
      while hasReplied, waiting.isEmpty, !isWoken { isWoken = wait(seconds: seconds) }
    }
    defer { waiting = [] }
    return waiting
  }

  /// - Returns: whether `wakeUp` was called.
  private func wait(seconds: Double?) -> Bool {
    hasReplied = false
    let untilDeadline = sequenceDeadline.map { ContinuousClock.now.duration(to: $0) / .seconds(1) }
    let seconds = min(seconds ?? .infinity, untilDeadline ?? .infinity)
    // `poll` ignores -1: after a hang-up the descriptor would stay readable forever.
    var watched = [hungUp ? -1 : input, signals, wakePipe.readable].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var isWoken = false
    if poll(&watched, nfds_t(watched.count), Self.milliseconds(seconds)) > 0 {
      isWoken = watched[2].revents != 0
      if isWoken { wakePipe.drain() }
      // Before the signals: while we are stopped, another process may read this input.
      if watched[0].revents != 0 { drainInput() }
      if watched[1].revents != 0 { handleSignals() }
    }
    giveUpAtDeadline()
    return isWoken
  }

  /// The timeout for `poll`, rounded up so that nothing happens too early.
  private static func milliseconds(_ seconds: Double) -> Int32 {
    seconds == .infinity ? -1 : Int32((min(max(seconds, 0), longestWait) * 1_000).rounded(.up))
  }

  func drainInput() {
    endProbeAtDeadline()
    var buffer = [UInt8](repeating: 0, count: 4096)
    var total = 0
    repeat {
      let count = Glibc.read(input, &buffer, buffer.count)
      if count > 0 {
        total += count
        decoder.decode(buffer[..<count])
      } else if count < 0 && (errno == EINTR || errno == EAGAIN) {
        break
      } else if count < 0 && errno == EIO && rescue_await_foreground(input) {
        // We were in the background.
        break
      } else {
        // End of file or an error: the terminal is gone.
        hungUp = true
      }
      // There may be more after held keys or a paste.
    } while !hungUp && total < Self.mostAtOnce && hasInput
    waiting += decoder.drainEvents()
    receive(decoder.drainReplies())
    if hungUp { waiting.append(.hangUp) }
    sequenceDeadline = hungUp ? nil : secondsForSequence.map { .now + .seconds($0) }
  }

  /// Whether a read would not block: there are bytes, or end of file.
  private var hasInput: Bool {
    var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0
  }

  /// Seconds to wait for the rest of a sequence; nil outside one.
  private var secondsForSequence: Double? {
    switch decoder.patience {
    case nil: nil
    // What follows a lone Esc may be an answer that was cut in two.
    case .short: isProbing ? max(TerminalProbe.limit, escapeDelay) : escapeDelay
    case .long: max(0.5, escapeDelay)
    case .paste: 2
    }
  }

  private func giveUpAtDeadline() {
    guard let sequenceDeadline, sequenceDeadline <= .now else { return }
    self.sequenceDeadline = nil
    decoder.giveUp()
    waiting += decoder.drainEvents()
  }
}
