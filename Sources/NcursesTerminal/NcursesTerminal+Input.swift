import CTerminalRescue
import Dispatch
import Glibc
import Screen

extension NcursesTerminal {
  /// Bytes that are read before the program gets to draw.
  private static let mostAtOnce = 64 * 1024

  func listen(signals: Int32) {
    watch(input) { $0.drainInput() }
    if signals >= 0 { watch(signals) { $0.takeSignals() } }
  }

  private func watch(_ descriptor: Int32, _ act: @escaping @MainActor (NcursesTerminal) -> Void) {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        // The main queue may run on any thread.
        rescue_guard_thread()
        if let self, self.isOpen { act(self) }
      }
    }
    source.activate()
    sources.append(source)
  }

  func drainInput() {
    guard !hungUp else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    var total = 0
    while total < Self.mostAtOnce, !hungUp, hasInput {
      let count = read(input, &buffer, buffer.count)
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
    }
    readings += 1
    var events = decoder.takeEvents()
    if hungUp {
      events.append(.hangUp)
      // Its descriptor stays readable for ever.
      sources.first?.cancel()
    }
    deliver(events)
    awaitRest()
  }

  /// Whether a read returns at once: with bytes, or with the news that there will be none.
  private var hasInput: Bool {
    var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0
  }

  func deliver(_ events: [InputEvent]) {
    guard isOpen else { return }
    waiting += events
    guard let onInput, !waiting.isEmpty else { return }
    let all = waiting
    waiting = []
    onInput(all)
  }

  /// Later, since whoever begins to listen is not done with beginning.
  func deliverWhatWaited() {
    guard !waiting.isEmpty else { return }
    DispatchQueue.main.async { [weak self] in
      MainActor.assumeIsolated { self?.deliver([]) }
    }
  }

  /// Gives up on a sequence that has begun when nothing more of it comes.
  private func awaitRest() {
    guard isOpen, !hungUp, let patience = decoder.patience else { return }
    let seconds: Double
    switch patience {
    case .short: seconds = escapeDelay
    case .long: seconds = max(0.5, escapeDelay)
    case .paste: seconds = 2
    }
    let reading = readings
    DispatchQueue.main.asyncAfter(deadline: .now() + seconds) { [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.isOpen, self.readings == reading else { return }
        self.decoder.giveUp()
        self.deliver(self.decoder.takeEvents())
      }
    }
  }
}
