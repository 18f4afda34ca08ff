import FoundationEssentials

/// Runs `body` with the path of a file that does not exist yet, in a temporary folder.
func withTemporaryPath(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path() + "lazybatch-\(UUID())"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body("\(folder)/file")
}

func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
}

func read(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}
