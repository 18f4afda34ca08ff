import ArgumentParser
import Browser

/// `-o FILE`.
struct FileOutputOption: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output-file")],
    help: ArgumentHelp(
      "Write to this file, whole or not at all. (default: standard output)", valueName: "file"),
    completion: .file())
  var path: String?
}

/// Where a command writes a file: standard output, or a file that appears whole or not at all.
final class FileOutput {
  private let file: AtomicFile?
  private let output = StandardOutput()
  /// Bytes written so far.
  private(set) var bytes = 0

  /// - Parameter path: nil or `-` for standard output. A file of this name is replaced.
  /// - Throws: a `Failure`, before anything is asked of a server.
  init(_ path: String?, environment: [String: String]) throws(Failure) {
    guard let path, path != "-" else {
      file = nil
      return
    }
    do throws(SaveFailure) {
      file = try DiskFileStore(home: environment["HOME"], unfinished: .ofCommand)
        .begin(path, replacing: true)
    } catch {
      throw .notWritten(error)
    }
  }

  /// Whether a user sees it on the terminal as it is written.
  var isTerminal: Bool { file == nil && StandardOutput.isTerminal }

  /// The width of the terminal; nil where it is not one.
  var columns: Int? { file == nil ? StandardOutput.columns : nil }

  func write(_ new: [UInt8]) throws {
    bytes += new.count
    guard let file else { return try output.write(new) }
    do throws(SaveFailure) {
      try file.write(new)
    } catch {
      throw Failure.notWritten(error)
    }
  }

  /// Starts over, from a byte on.
  /// - Throws: a `Failure` where bytes after it have already been printed.
  func restart(at start: Int = 0) throws {
    guard bytes > start else { return }
    guard let file else {
      throw Failure.unavailable(
        "The server cannot continue the file where it broke off, and its beginning was printed "
          + "already (-o FILE begins again)")
    }
    do throws(SaveFailure) {
      try file.truncate(to: start)
    } catch {
      throw Failure.notWritten(error)
    }
    bytes = start
  }

  /// Gives the file its name.
  func finish() throws {
    do throws(SaveFailure) {
      try file?.finish()
    } catch {
      throw Failure.notWritten(error)
    }
  }
}
