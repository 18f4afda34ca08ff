import Browser

/// Where a command writes a file: standard output, or a file that appears whole or not at all.
final class FileOutput {
  private let path: String?
  private let store: DiskFileStore
  private var file: (any UnfinishedFile)?
  private let output: StandardOutput?
  /// Bytes written so far.
  private(set) var bytes = 0

  /// - Parameter path: nil or `-` for standard output. A file of this name is replaced.
  /// - Throws: a `Failure`, before anything is asked of a server.
  init(_ path: String?, environment: [String: String]) throws(Failure) {
    self.path = path == "-" ? nil : path
    store = DiskFileStore(home: environment["HOME"])
    output = self.path == nil ? StandardOutput() : nil
    try open()
  }

  private func open() throws(Failure) {
    guard let path else { return }
    do throws(SaveFailure) {
      file = try store.create(path, replacing: true)
    } catch {
      throw .notWritten(error)
    }
  }

  func write(_ new: [UInt8]) throws {
    bytes += new.count
    if let output { return try output.write(new) }
    do throws(SaveFailure) {
      try file?.write(new)
    } catch {
      throw Failure.notWritten(error)
    }
  }

  /// Starts over.
  /// - Throws: a `Failure` where bytes have left already.
  func restart() throws {
    guard bytes > 0 else { return }
    guard path != nil else {
      throw Failure.unavailable(
        "The server cannot continue the file where it broke off, and its beginning was printed "
          + "already (-o FILE begins again)")
    }
    bytes = 0
    file = nil
    try open()
  }

  /// Gives the file its name.
  func finish() throws {
    do throws(SaveFailure) {
      try file?.finish()
    } catch {
      throw Failure.notWritten(error)
    }
    file = nil
  }
}
