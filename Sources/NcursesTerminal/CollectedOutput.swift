import CTerminalRescue
import Glibc

/// Holds back what ncurses sends until a frame is complete.
///
/// Many systems build ncurses so that it makes a system call at every move of the cursor, dozens
/// for one frame. Each wakes the terminal, which may draw a part of the frame, and costs more time
/// than to find out what differs.
struct CollectedOutput {
  /// Where ncurses writes.
  private let stream: Int32
  private let terminal: Int32
  /// A file in memory that stands in for the terminal meanwhile.
  private let store: Int32

  /// - Parameters:
  ///   - stream: the descriptor that ncurses writes to.
  ///   - terminal: another one of the same terminal.
  /// - Returns: nil where the system has no such files.
  init?(stream: Int32, terminal: Int32) {
    store = rescue_memory_file("frame")
    guard store >= 0 else { return nil }
    self.stream = stream
    self.terminal = terminal
  }

  /// What ncurses sends while `body` runs; nothing where it went to the terminal as ever.
  func bytes(sentBy body: () -> Void) -> [UInt8] {
    guard lseek(store, 0, SEEK_SET) == 0, lead(to: store) else {
      body()
      return []
    }
    body()
    // To where the program's own output leads: after a crash on another thread that is nowhere.
    lead(to: terminal)
    // What lies behind is left from longer frames.
    let count = Int(lseek(store, 0, SEEK_CUR))
    return [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
      initialized = max(0, pread(store, buffer.baseAddress, max(0, count), 0))
    }
  }

  @discardableResult
  private func lead(to target: Int32) -> Bool {
    dup2(target, stream) == stream && fcntl(stream, F_SETFD, FD_CLOEXEC) == 0
  }

  func close() { _ = Glibc.close(store) }
}
