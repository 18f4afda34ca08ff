import Browser
import Glibc

/// Files on disk, which are written under a temporary name in the same folder and renamed when they are
/// complete.
final class DiskFileStore: FileStore {
  private let home: String?
  private let temporaryFolder: String?
  private let unfinished: TemporaryFileNames

  /// - Parameters:
  ///   - home: what a leading `~` stands for.
  ///   - temporaryFolder: where scratch files go; nil for the usual one.
  ///   - unfinished: where the names of unfinished files are noted.
  init(
    home: String?, temporaryFolder: String? = nil,
    unfinished: TemporaryFileNames = TemporaryFileNames()
  ) {
    self.home = home
    self.temporaryFolder = temporaryFolder
    self.unfinished = unfinished
    // `write` reports the limit for the size of files; the signal would kill the process.
    signal(SIGXFSZ, SIG_IGN)
  }

  func create(_ path: String, replacing: Bool) throws(SaveFailure) -> any UnfinishedFile {
    try begin(path, replacing: replacing)
  }

  /// See `create(_:replacing:)`.
  func begin(_ path: String, replacing: Bool) throws(SaveFailure) -> AtomicFile {
    let path = absolute(path)
    guard let present = try status(of: path) else {
      return try AtomicFile(path, replacing: false, permissions: nil, names: unfinished)
    }
    switch present.st_mode & S_IFMT {
    case S_IFDIR: throw SaveFailure(.isFolder, path)
    case S_IFREG, S_IFLNK: break
    default: throw SaveFailure(.notAFile, path)
    }
    guard replacing else { throw SaveFailure(.exists, path) }
    // Renaming requires only a writable folder, but a write-protected file must not be replaced. A
    // dangling link has no content to protect.
    if present.st_mode & S_IFMT == S_IFREG, access(path, W_OK) != 0 {
      throw SaveFailure(errno: errno, path)
    }
    // The mode of a link itself is meaningless.
    let permissions = present.st_mode & S_IFMT == S_IFREG ? present.st_mode & 0o777 : nil
    return try AtomicFile(
      resolved(path), replacing: true, permissions: permissions, names: unfinished)
  }

  func scratch() throws(SaveFailure) -> any ScratchFile { try UnnamedFile(in: temporaryFolder) }

  func removeUnfinished() { unfinished.removeAll() }

  // MARK: Paths

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if let home, path == "~" || path.hasPrefix("~/") { return home + path.dropFirst() }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    let base = String(cString: folder)
    return (base == "/" ? "" : base) + "/" + path
  }

  /// The folder of a file, with a trailing slash.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  /// The target of a link, which is the file to be written, whether it is there or not.
  private func resolved(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var path = path
    for _ in 0..<Self.mostLinks {
      guard let target = Self.target(of: path) else { break }
      path = target.hasPrefix("/") ? target : Self.folder(of: path) + target
    }
    return path
  }

  /// Links that lead to each other; Linux follows no more.
  private static let mostLinks = 40

  /// Where a link leads; nil for anything else.
  private static func target(of path: String) -> String? {
    var name = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &name, name.count)
    return count > 0 ? String(validating: name[..<count], as: UTF8.self) : nil
  }

  /// - Returns: nil where nothing exists.
  private func status(of path: String) throws(SaveFailure) -> stat? {
    var found = stat()
    if stat(path, &found) == 0 { return found }
    // What `lstat` finds now is a dangling link.
    if errno == ENOENT, lstat(path, &found) == 0 { return found }
    if errno == ENOENT { return nil }
    throw SaveFailure(errno: errno, path)
  }
}

extension DiskFileStore {
  func completions(of path: String) -> PathCompletions {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, beginning) = (path[..<start], path[start...])
    let names = Self.names(in: absolute(String(folder)))
      .filter { $0.hasPrefix(beginning) && (beginning.hasPrefix(".") || !$0.hasPrefix(".")) }
      .sorted()
    guard let first = names.first else { return PathCompletions(path: path) }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    return PathCompletions(path: folder + common, names: names.count == 1 ? [] : names)
  }

  /// The names in a folder; those of folders have a trailing slash.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < mostNames, let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      // Only names that can be typed are completed.
      guard let name = String(validating: bytes, as: UTF8.self), name != ".", name != "..",
        !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else { continue }
      var found = stat()
      let isFolder = stat(folder + "/" + name, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names
  }

  /// A folder with more names is too large for completion.
  private static let mostNames = 10_000
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
