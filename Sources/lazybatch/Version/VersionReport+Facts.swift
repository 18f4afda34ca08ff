import BatchClient
import BatchHistory
import FileDescriptors
import Glibc
import NcursesTerminal

extension VersionReport.Facts {
  /// Asks the system, the libraries that are loaded and the terminal on standard output.
  init(environment: [String: String]) {
    _ = NcursesTerminal.setLocale(environment: environment)
    let locale = NcursesTerminal.locale
    self.init(
      system: Self.system,
      libraries: [
        .init(name: "libcurl", version: ClientLibraries.curl),
        .init(name: "ncurses", version: NcursesTerminal.libraryVersion),
        .init(name: "SQLite", version: SQLiteHistory.libraryVersion),
        .init(name: "zlib", version: ClientLibraries.zlib),
      ],
      terminal: Self.terminal(environment),
      size: terminalSize(of: STDOUT_FILENO).map { .init(columns: $0.columns, rows: $0.rows) },
      locale: "\(locale.name), \(locale.encoding)")
  }

  /// The distribution, the kernel and the C library.
  private static var system: String {
    var name = utsname()
    uname(&name)
    let kernel = "\(text(name.sysname)) \(text(name.release)) \(text(name.machine))"
    return [distribution, kernel, library].compactMap { $0 }.joined(separator: ", ")
  }

  private static var library: String? {
    var bytes = [CChar](repeating: 0, count: 64)
    guard confstr(Int32(_CS_GNU_LIBC_VERSION), &bytes, bytes.count) > 0 else { return nil }
    return bytes.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  /// From os-release, as distributions name themselves.
  private static var distribution: String? {
    guard let file = fopen("/etc/os-release", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("PRETTY_NAME=") }
      .map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } }
  }

  private static func terminal(_ environment: [String: String]) -> String {
    let term = environment["TERM", default: ""]
    do {
      let description = try TerminalDescription(environment: environment)
      return description.name == term ? term : "\(term), taken for \(description.name)"
    } catch {
      return "\(term.isEmpty ? "TERM is not set" : term), which cannot show the browser"
    }
  }

  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
