import Glibc

/// The file of a history, which only its owner may read.
package struct HistoryFile: Sendable, Hashable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Distinguishes a file from a later one of the same name.
  struct Identity: Hashable {
    var device: dev_t
    var number: ino_t
  }

  private static let log = "-wal"
  /// The files that SQLite keeps beside it.
  private static let companions = [log, "-shm"]
  private static let ownerOnly: mode_t = 0o600
  private static let ownerOnlyFolder: mode_t = 0o700

  private var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

  /// nil where there is none.
  var identity: Identity? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    return Identity(device: found.st_dev, number: found.st_ino)
  }

  /// Whether the system would let this program write it.
  var isWritable: Bool { access(path, W_OK) == 0 && access(folder, W_OK) == 0 }

  /// In bytes, including the write-ahead log.
  var size: Int { Self.size(of: path) + logSize }

  /// Of the write-ahead log alone, in bytes.
  var logSize: Int { Self.size(of: path + Self.log) }

  private static func size(of path: String) -> Int {
    var found = stat()
    return stat(path, &found) == 0 ? Int(found.st_size) : 0
  }

  /// Creates the folder and an empty file where they are missing, accessible to their owner only.
  func prepare() throws(HistoryFailure) {
    try makeFolders()
    // An existing file is not opened here: closing it would end the locks of this process on it.
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, Self.ownerOnly)
    if file >= 0 {
      close(file)
    } else if errno != EEXIST {
      throw Self.failure(errno)
    }
    restrict(path, to: Self.ownerOnly)
  }

  private func makeFolders() throws(HistoryFailure) {
    var parents = [folder]
    while let last = parents.last, let mark = last.lastIndex(of: "/"), mark > last.startIndex {
      parents.append(String(last[..<mark]))
    }
    if access(folder, F_OK) != 0 {
      for parent in parents.reversed() where access(parent, F_OK) != 0 {
        guard mkdir(parent, Self.ownerOnlyFolder) == 0 || errno == EEXIST else {
          throw Self.failure(errno)
        }
      }
    }
    restrict(folder, to: Self.ownerOnlyFolder)
  }

  /// Removes everyone else's permissions. Has no effect on another user's file: opening that fails with
  /// the reason.
  private func restrict(_ path: String, to mode: mode_t) {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & 0o777 & ~mode != 0 else { return }
    chmod(path, found.st_mode & 0o777 & mode)
  }

  /// Renames the file if it is still the one that was found to be damaged.
  /// - Returns: the new path; nil where another program came first, or the file could not be renamed.
  func setAside(_ damaged: Identity?) -> String? {
    locked {
      guard let damaged, identity == damaged else { return nil }
      let target = freeName()
      guard rename(path, target) == 0 else { return nil }
      for suffix in Self.companions where rename(path + suffix, target + suffix) != 0 {
        // Left over from an earlier file of this name.
        unlink(target + suffix)
      }
      return target
    }
  }

  /// Removes the file and all damaged ones that were set aside.
  package func remove() throws(HistoryFailure) {
    let problem = locked { () -> Int32 in
      for name in [path] + Self.asides.map({ path + $0 }) {
        for suffix in [""] + Self.companions where unlink(name + suffix) != 0 && errno != ENOENT {
          return errno
        }
      }
      return 0
    }
    if problem != 0 { throw Self.failure(problem) }
  }

  /// How many damaged files are kept; the last one is replaced.
  private static let asides = [".damaged", ".damaged-2", ".damaged-3"]

  private func freeName() -> String {
    let names = Self.asides.map { path + $0 }
    return names.first { access($0, F_OK) != 0 } ?? names[names.count - 1]
  }

  /// Runs the body while no other program renames files in the folder.
  private func locked<Value>(_ body: () -> Value) -> Value {
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return body() }
    defer { close(handle) }
    flock(handle, LOCK_EX)
    return body()
  }

  private static func failure(_ problem: Int32) -> HistoryFailure {
    switch problem {
    case ENOSPC, EDQUOT: HistoryFailure(.diskFull, "the disk is full")
    case EROFS: HistoryFailure(.readOnly, "the disk may only be read")
    case EACCES, EPERM: HistoryFailure(.readOnly, "there is no permission to write its folder")
    default: HistoryFailure(.other, String(cString: strerror(problem)))
    }
  }
}
