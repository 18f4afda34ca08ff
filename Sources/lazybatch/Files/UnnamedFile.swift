import Browser
import FileDescriptors
import Glibc

/// A file in the folder for temporary files that has no name, so that nobody else can open it and nothing
/// is left behind.
final class UnnamedFile: ScratchFile {
  private let folder: String
  private let descriptor: Int32

  /// - Parameter folder: `TMPDIR`, where that is set.
  init(in folder: String?) throws(SaveFailure) {
    let folder = folder.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/var/tmp"
    self.folder = folder
    let path = folder + "/.lazybatch-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SaveFailure(errno: errno, folder) }
    unlink(path)
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(SaveFailure) {
    let problem = writeAll(bytes, to: descriptor)
    if problem != 0 { throw SaveFailure(errno: problem, folder) }
  }

  func read(_ range: Range<Int>) throws(SaveFailure) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        guard let start = buffer.baseAddress else { return }
        let read = pread(
          descriptor, start + count, range.count - count, range.lowerBound + count)
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          problem = read < 0 ? errno : EIO
          return
        }
        count += read
      }
    }
    if problem != 0 { throw SaveFailure(errno: problem, folder) }
    return bytes
  }
}
