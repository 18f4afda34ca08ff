import CTerminalRescue
import Dispatch
import FileDescriptors
import Glibc
import Screen
import Subprocess
import Synchronization

extension NcursesTerminal {
  public func run(_ command: [String]) -> ProgramEnd {
    guard isOpen, !hungUp else { return .notStarted }
    let before = size
    leaveScreen(discardingInput: false)
    // ^C and ^\ are for the program, which has them from the terminal as well.
    let interrupts = IgnoredSignals([SIGINT, SIGQUIT])
    let end = runToEnd(command)
    writeRaw(Array("\r\n\(Self.sentence(of: command[0], end)); press Enter to go back ".utf8))
    awaitEnter()
    interrupts.restore()
    enterScreen()
    noteSignals(Signals(rawValue: rescue_take_signals()))
    if size != before { waiting.append(.resize(size)) }
    waiting.append(.resumed)
    return end
  }

  private func noteSignals(_ signals: Signals) {
    for (signal, number) in Signals.endings where signals.contains(signal) {
      waiting.append(.terminate(signal: number))
    }
  }

  private static func sentence(of name: String, _ end: ProgramEnd) -> String {
    // A name from the configuration is shown as it is on the screen, without controls.
    let name = name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }
      .joined()
    return switch end {
    case .exited(let status): "\(name): exit status \(status)"
    case .signaled(let signal): "\(name): ended by signal \(signal)"
    case .notStarted: "\(name): not found, or not to be run"
    }
  }

  /// In milliseconds, between looks for signals.
  private static let pause = 100

  private func runToEnd(_ command: [String]) -> ProgramEnd {
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    let task = Self.start(command, outcome, done)
    while done.wait(timeout: .now() + .milliseconds(Self.pause)) == .timedOut {
      let signals = Signals(rawValue: rescue_take_signals())
      // The program was stopped together with us.
      if signals.contains(.stop) { rescue_stop(output, false) }
      if Signals.endings.contains(where: { signals.contains($0.0) }) {
        noteSignals(signals)
        task.cancel()
      }
    }
    return outcome.end.withLock { $0 }
  }

  private final class Outcome: Sendable {
    let end = Mutex(ProgramEnd.notStarted)
  }

  private static func start(
    _ command: [String], _ outcome: Outcome, _ done: DispatchSemaphore
  ) -> Task<Void, Never> {
    Task {
      let end = await end(of: command)
      outcome.end.withLock { $0 = end }
      done.signal()
    }
  }

  private static func end(of command: [String]) async -> ProgramEnd {
    let result = try? await Subprocess.run(
      .name(command[0]), arguments: Arguments(Array(command.dropFirst())), environment: .inherit,
      input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
    return switch result?.terminationStatus {
    case nil: .notStarted
    case .exited(let status)?: .exited(status)
    case .signaled(let signal)?: .signaled(signal)
    }
  }

  /// The terminal reads lines now.
  private func awaitEnter() {
    tcflush(input, TCIFLUSH)
    var byte: UInt8 = 0
    while true {
      var polled = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = poll(&polled, 1, Int32(Self.pause))
      let signals = Signals(rawValue: rescue_take_signals())
      if signals.contains(.stop) { rescue_stop(output, false) }
      if Signals.endings.contains(where: { signals.contains($0.0) }) {
        noteSignals(signals)
        return
      }
      guard ready > 0 else { continue }
      if Glibc.read(input, &byte, 1) <= 0 || byte == UInt8(ascii: "\n") { return }
    }
  }
}

/// Signals that this process does not heed until they are restored.
private struct IgnoredSignals {
  private var earlier: [(signal: Int32, action: sigaction)] = []

  init(_ signals: [Int32]) {
    for signal in signals {
      var ignoring = sigaction()
      ignoring.__sigaction_handler.sa_handler = SIG_IGN
      var present = sigaction()
      sigaction(signal, &ignoring, &present)
      earlier.append((signal, present))
    }
  }

  func restore() {
    for (signal, action) in earlier {
      var action = action
      sigaction(signal, &action, nil)
    }
  }
}
