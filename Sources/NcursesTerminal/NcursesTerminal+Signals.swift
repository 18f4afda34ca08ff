import CNcurses
import CTerminalRescue
import FileDescriptors
import Glibc
import Screen

extension NcursesTerminal {
  func handleSignals() {
    let signals = Signals(rawValue: rescue_take_signals())
    let before = size
    if signals.contains(.continue) { retakeScreen() }
    // Even if the size is the same again, the contents may be lost.
    if signals.contains(.resize) { invalidate() }
    if signals.contains(.resize) || size != before { waiting.append(.resize(size)) }
    if signals.contains(.continue) { waiting.append(.resumed) }
    for (signal, number) in Signals.endings where signals.contains(signal) {
      waiting.append(.terminate(signal: number))
    }
    // Not the whole process group: the sender has chosen which processes to stop.
    if signals.contains(.stop) { stop(group: false) }
  }

  public func suspend() {
    stop(group: true)
  }

  private func stop(group: Bool) {
    guard isOpen, !hungUp else { return }
    let before = size
    leaveScreen(discardingInput: false)
    rescue_stop(output, group)
    enterScreen()
    let missed = Signals(rawValue: rescue_take_signals())
    if size != before { waiting.append(.resize(size)) }
    waiting.append(.resumed)
    for (signal, number) in Signals.endings where missed.contains(signal) {
      waiting.append(.terminate(signal: number))
    }
  }

  /// Adopts the current size of the terminal.
  func updateSize() {
    guard let (columns, rows) = terminalSize(of: output), rows > 0 else { return }
    let now = Size(columns: columns, rows: rows)
    guard now != size else { return }
    // `resizeterm` would put a key into ncurses' own queue, which is never read.
    guard resize_term(Int32(now.rows), Int32(now.columns)) == OK else { return }
    size = now
    forgetScreen()
  }
}

/// A set of signals, as CTerminalRescue reports them.
struct Signals: OptionSet {
  let rawValue: UInt32

  static let resize = Signals(rawValue: UInt32(rescue_signal_resize))
  static let stop = Signals(rawValue: UInt32(rescue_signal_stop))
  static let `continue` = Signals(rawValue: UInt32(rescue_signal_continue))

  /// Those that ask the program to exit, with their numbers.
  static let endings: [(Signals, Int32)] = [
    (Signals(rawValue: UInt32(rescue_signal_hangup)), SIGHUP),
    (Signals(rawValue: UInt32(rescue_signal_interrupt)), SIGINT),
    (Signals(rawValue: UInt32(rescue_signal_quit)), SIGQUIT),
    (Signals(rawValue: UInt32(rescue_signal_terminate)), SIGTERM),
  ]
}
