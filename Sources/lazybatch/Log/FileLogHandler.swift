import Batches
import Glibc
import Logging
import Secrets

/// Writes one line per event to a file: time, level, message, then `name=value` pairs.
///
/// A line never contains the key, since it passes through the mask, and always stays one line:
/// control characters are escaped, and it is written in one call.
struct FileLogHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  private let file: LogFile
  private let mask: KeyMask

  /// - Parameters:
  ///   - path: of the file to append to. It is created if necessary, readable only by its owner.
  ///   - mask: removes what must never be written.
  /// - Throws: a sentence when the file cannot be written.
  init(path: String, mask: KeyMask) throws(InvalidSetting) {
    file = try LogFile(path)
    self.mask = mask
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
    let line = ([Self.timestamp(), "\(event.level)", "\(event.message)"] + pairs)
      .joined(separator: " ")
    file.append(Self.escaped(mask.hidingParts(in: line)) + "\n")
  }

  private static func quoted(_ text: String) -> String {
    text.contains { $0 == " " || $0 == "\"" } ? "\"\(text)\"" : text
  }

  /// The text on one line with every character visible.
  private static func escaped(_ line: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      if scalar.forgesLines {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// UTC, to the millisecond: `2026-06-04T23:06:06.125Z`.
  private static func timestamp() -> String {
    let now = SystemClock.now
    let milliseconds = Int((now - now.rounded(.down)) * 1000)
    let time = CivilTime(seconds: Int(now))
    return "\(time.date)T\(time.clock).\(CivilTime.padded(milliseconds, to: 3))Z"
  }
}

/// A file to append to, closed when it is released.
private final class LogFile: Sendable {
  private let descriptor: CInt

  init(_ path: String) throws(InvalidSetting) {
    // Non-blocking: a pipe without a reader must not block the program.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      throw InvalidSetting(
        "the log file \(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    // An existing file may be readable by everyone. Devices and pipes are left as they are.
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      fchmod(descriptor, 0o600)
    }
  }

  deinit { close(descriptor) }

  /// Errors, such as a full disk, are ignored: they must not stop the program.
  func append(_ line: String) {
    var line = line
    line.withUTF8 { bytes in
      _ = write(descriptor, bytes.baseAddress, bytes.count)
    }
  }
}
