import CTerminalRescue
import Glibc

/// Buffers the output of ncurses until a frame is complete.
///
/// Many builds of ncurses make a system call for every cursor movement, dozens for one frame. Each
/// wakes the terminal, which may draw a partial frame, and costs more than computing the difference.
struct CollectedOutput {
  /// The descriptor that ncurses writes to.
  private let stream: Int32
  private let terminal: Int32
  /// A file in memory that replaces the terminal for a while.
  private let store: Int32

  /// - Parameters:
  ///   - stream: the descriptor that ncurses writes to.
  ///   - terminal: another descriptor of the same terminal.
  /// - Returns: nil where the system does not support files in memory.
  init?(stream: Int32, terminal: Int32) {
    store = rescue_memory_file("frame")
    guard store >= 0 else { return nil }
    self.stream = stream
    self.terminal = terminal
  }

  /// What ncurses writes while `body` runs; empty if it had to go to the terminal directly.
  func bytes(sentBy body: () -> Void) -> [UInt8] {
    guard lseek(store, 0, SEEK_SET) == 0, redirect(to: store) else {
      body()
      return []
    }
    body()
    // `terminal` is the program's own output: after a crash on another thread it is /dev/null.
    redirect(to: terminal)
    // The file may be longer, from earlier frames.
    let count = Int(lseek(store, 0, SEEK_CUR))
    return [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
      initialized = max(0, pread(store, buffer.baseAddress, max(0, count), 0))
    }
  }

  @discardableResult
  private func redirect(to target: Int32) -> Bool {
    dup2(target, stream) == stream && fcntl(stream, F_SETFD, FD_CLOEXEC) == 0
  }

  func close() { _ = Glibc.close(store) }
}
