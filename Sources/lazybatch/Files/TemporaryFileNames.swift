import Batches
import Glibc

/// The names of files that are not complete, so that none stays behind, whoever ends first.
final class TemporaryFileNames: Sendable {
  private let names = Locked<Set<String>>([])

  func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }

  /// Removes the file of this name, where one still stands under it.
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
