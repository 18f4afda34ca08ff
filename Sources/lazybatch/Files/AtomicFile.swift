import Browser
import FileDescriptors
import Glibc

/// A file that is written under a temporary name and renamed by `finish`.
final class AtomicFile: UnfinishedFile {
  let path: String
  private let replacing: Bool
  private let temporaryPath: String
  private let names: TemporaryFileNames
  private var descriptor: Int32

  /// - Parameter permissions: of the file that is replaced; nil for the process's default.
  init(
    _ path: String, replacing: Bool, permissions: mode_t?, names: TemporaryFileNames
  ) throws(SaveFailure) {
    self.path = path
    self.replacing = replacing
    self.names = names
    let name = ".lazybatch-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    temporaryPath = DiskFileStore.folder(of: path) + name
    descriptor = open(
      temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions ?? 0o666)
    guard descriptor >= 0 else { throw SaveFailure(errno: errno, path) }
    names.insert(temporaryPath)
    if let permissions { _ = fchmod(descriptor, permissions) }
  }

  deinit { remove() }

  func write(_ bytes: [UInt8]) throws(SaveFailure) {
    let problem = writeAll(bytes, to: descriptor)
    if problem != 0 { throw SaveFailure(errno: problem, path) }
  }

  /// Takes back what was written from a byte on.
  func truncate(to bytes: Int) throws(SaveFailure) {
    guard ftruncate(descriptor, bytes) == 0, lseek(descriptor, bytes, SEEK_SET) >= 0 else {
      throw SaveFailure(errno: errno, path)
    }
  }

  func finish() throws(SaveFailure) {
    guard fsync(descriptor) == 0 else { throw SaveFailure(errno: errno, path) }
    let closed = descriptor
    descriptor = -1
    // Some network file systems report a full disk only here.
    guard close(closed) == 0 || errno == EINTR else {
      let failure = SaveFailure(errno: errno, path)
      remove()
      throw failure
    }
    defer { remove() }
    if replacing {
      guard rename(temporaryPath, path) == 0 else { throw SaveFailure(errno: errno, path) }
    } else {
      try claimName()
    }
  }

  /// Gives the file its name unless that exists by now.
  private func claimName() throws(SaveFailure) {
    if link(temporaryPath, path) == 0 { return }
    guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
      throw SaveFailure(errno: errno, path)
    }
    // Without hard links: an empty file reserves the name.
    let claim = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard claim >= 0 else { throw SaveFailure(errno: errno, path) }
    close(claim)
    guard rename(temporaryPath, path) == 0 else {
      let failure = SaveFailure(errno: errno, path)
      unlink(path)
      throw failure
    }
  }

  func remove() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    names.remove(temporaryPath)
  }
}
