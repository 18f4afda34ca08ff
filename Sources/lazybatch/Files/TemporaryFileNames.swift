import Batches
import Glibc

/// The temporary files that exist, so that all of them can be removed when the program exits.
final class TemporaryFileNames: Sendable {
  private let names = Locked<Set<String>>([])

  /// Those of a command, which a signal may end.
  static let ofCommand = TemporaryFileNames()

  func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }

  /// Removes a file unless it was already renamed or removed.
  func remove(_ name: String) {
    if names.withLock({ $0.remove(name) }) != nil { unlink(name) }
  }

  func removeAll() {
    names.withLock { names in
      for name in names { unlink(name) }
      names = []
    }
  }
}
