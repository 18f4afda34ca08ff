import FoundationEssentials
import Glibc

/// Runs `body` with the path of a file that does not exist yet, in a temporary folder.
func withTemporaryPath(_ body: (String) async throws -> Void) async throws {
  var template = Array("/tmp/lazybatch-test-XXXXXX".utf8CString)
  guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else {
    throw Errno(code: errno)
  }
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body("\(folder)/file")
}

struct Errno: Error {
  let code: CInt
}

func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
}

func read(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}
