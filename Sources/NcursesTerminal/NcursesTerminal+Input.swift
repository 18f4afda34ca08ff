import CTerminalRescue
import Glibc
import Screen

extension NcursesTerminal {
  /// Bytes that are read before the program gets to draw.
  private static let mostAtOnce = 64 * 1024
  /// Seconds of one wait; a longer one ends early, which nobody minds.
  private static let longestWait = 86_400.0

  public func read(within seconds: Double?) -> [InputEvent] {
    // Without a stack of their own, handlers could not restore the terminal after an overflow.
    rescue_guard_thread()
    if isOpen, waiting.isEmpty { wait(seconds: seconds) }
    defer { waiting = [] }
    return waiting
  }

  private func wait(seconds: Double?) {
    let untilDeadline = sequenceDeadline.map { ContinuousClock.now.duration(to: $0) / .seconds(1) }
    let seconds = min(seconds ?? .infinity, untilDeadline ?? .infinity)
    // Those below 0 are passed over. A hang-up's descriptor would stay readable for ever.
    var watched = [hungUp ? -1 : input, signals, wakePipe.readable].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    if poll(&watched, nfds_t(watched.count), Self.milliseconds(seconds)) > 0 {
      if watched[2].revents != 0 { wakePipe.drain() }
      // Before the signals: after a stop somebody else may have read what is told here.
      if watched[0].revents != 0 { drainInput() }
      if watched[1].revents != 0 { handleSignals() }
    }
    giveUpAtDeadline()
  }

  /// What `poll` takes: never less, so that nothing is looked for before it is due.
  private static func milliseconds(_ seconds: Double) -> Int32 {
    seconds == .infinity ? -1 : Int32((min(max(seconds, 0), longestWait) * 1_000).rounded(.up))
  }

  private func drainInput() {
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
        // It was only another program's turn to read.
        break
      } else {
        // The end of input, or an error: the terminal is gone.
        hungUp = true
      }
      // Held keys, or a paste, may have left more.
    } while !hungUp && total < Self.mostAtOnce && hasInput
    waiting += decoder.drainEvents()
    if hungUp { waiting.append(.hangUp) }
    sequenceDeadline = hungUp ? nil : secondsForSequence.map { .now + .seconds($0) }
  }

  /// Whether a read returns at once: with bytes, or with the news that there will be none.
  private var hasInput: Bool {
    var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0
  }

  /// Seconds for the rest of a sequence that has begun; nil where none has.
  private var secondsForSequence: Double? {
    switch decoder.patience {
    case nil: nil
    case .short: escapeDelay
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
