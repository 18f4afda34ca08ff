import Browser
import FoundationEssentials
import Glibc
import Testing

@testable import lazybatch

/// On the real disk, in a temporary folder for each test.
@Suite final class DiskFileStoreTests {
  private let folder: String
  private let files: DiskFileStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.path() + "lazybatch-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    files = DiskFileStore(home: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private func content(_ name: String) -> String? {
    FileManager.default.contents(atPath: folder + "/" + name)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func put(_ text: String, _ name: String, mode: mode_t = 0o644) {
    #expect(
      FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8)))
    chmod(folder + "/" + name, mode)
  }

  private func mode(_ name: String) -> mode_t {
    var found = stat()
    stat(folder + "/" + name, &found)
    return found.st_mode & 0o777
  }

  private func failure(_ path: String, replacing: Bool = false) -> SaveFailure? {
    #expect(throws: SaveFailure.self) { _ = try self.files.create(path, replacing: replacing) }
  }

  @Test func aFileIsThereWhenItIsComplete() throws {
    let file = try files.create(folder + "/a.csv", replacing: false)
    try file.write(Array("one ".utf8))
    #expect(content("a.csv") == nil)
    try file.write(Array("two".utf8))
    try file.finish()
    #expect(file.path == folder + "/a.csv")
    #expect(content("a.csv") == "one two")
    #expect(names == ["a.csv"])
    file.remove()
    files.removeUnfinished()
    #expect(names == ["a.csv"], "finished is finished")
  }

  @Test func theMaskDecidesAboutANewFile() throws {
    let mask = umask(0o027)
    defer { umask(mask) }
    try files.create(folder + "/a.csv", replacing: false).finish()
    #expect(mode("a.csv") == 0o640)
  }

  @Test func nothingStaysOfAFileThatIsGivenUp() throws {
    let file = try files.create(folder + "/a.csv", replacing: false)
    try file.write(Array("one".utf8))
    #expect(names.count == 1)
    file.remove()
    #expect(names.isEmpty)
    do {
      let forgotten = try files.create(folder + "/b.csv", replacing: false)
      try forgotten.write([1])
    }
    #expect(names.isEmpty)
  }

  @Test func nothingStaysWhenTheProgramEnds() throws {
    let file = try files.create(folder + "/a.csv", replacing: false)
    try file.write(Array("one".utf8))
    files.removeUnfinished()
    #expect(names.isEmpty)
    #expect(throws: SaveFailure.self) { try file.finish() }
    #expect(names.isEmpty)
  }

  @Test func aFileThatIsThereIsReplacedOnlyWhereItMay() throws {
    put("old", "a.csv", mode: 0o600)
    #expect(failure(folder + "/a.csv")?.kind == .exists)
    #expect(content("a.csv") == "old")

    let file = try files.create(folder + "/a.csv", replacing: true)
    try file.write(Array("new".utf8))
    #expect(content("a.csv") == "old")
    try file.finish()
    #expect(content("a.csv") == "new")
    #expect(mode("a.csv") == 0o600, "who kept it for himself keeps it so")
    #expect(names == ["a.csv"])
  }

  @Test func aFileThatCameMeanwhileStays() throws {
    let file = try files.create(folder + "/a.csv", replacing: false)
    put("theirs", "a.csv")
    let failure = #expect(throws: SaveFailure.self) { try file.finish() }
    #expect(failure?.kind == .exists)
    #expect(content("a.csv") == "theirs")
    #expect(names == ["a.csv"])
  }

  @Test func aLinkKeepsLeadingToItsFile() throws {
    put("old", "real.csv")
    symlink("real.csv", folder + "/link.csv")
    let file = try files.create(folder + "/link.csv", replacing: true)
    try file.write(Array("new".utf8))
    try file.finish()
    #expect(content("real.csv") == "new")
    var found = stat()
    lstat(folder + "/link.csv", &found)
    #expect(found.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func aLinkThatLeadsNowhereIsThere() {
    symlink("nowhere.csv", folder + "/link.csv")
    #expect(failure(folder + "/link.csv")?.kind == .exists)
  }

  @Test(arguments: ["nowhere.csv", "next.csv", "sub/../nowhere.csv"])
  func aLinkThatLeadsNowhereGetsItsFile(target: String) throws {
    mkdir(folder + "/sub", 0o755)
    symlink(target, folder + "/link.csv")
    symlink(folder + "/nowhere.csv", folder + "/next.csv")
    let file = try files.create(folder + "/link.csv", replacing: true)
    try file.write([0x61])
    try file.finish()
    var found = stat()
    lstat(folder + "/link.csv", &found)
    #expect(found.st_mode & S_IFMT == S_IFLNK)
    #expect(content("nowhere.csv") == "a")
  }

  @Test func aFileInPlaceOfALinkThatLeadsNowhereIsNotForAll() throws {
    symlink("nowhere.csv", folder + "/link.csv")
    let file = try files.create(folder + "/link.csv", replacing: true)
    try file.finish()
    var found = stat()
    lstat(folder + "/nowhere.csv", &found)
    #expect(found.st_mode & S_IWOTH == 0)
  }

  @Test func whatIsNoPlaceForAFileIsTold() {
    put("", "file")
    mkfifo(folder + "/pipe.csv", 0o644)
    let name = String(repeating: "n", count: 300)
    let table: [(path: String, kind: SaveFailure.Kind, about: String)] = [
      (folder, .isFolder, folder),
      (folder + "/none/a.csv", .folderMissing, folder + "/none/"),
      (folder + "/file/a.csv", .folderMissing, folder + "/file/"),
      (folder + "/pipe.csv", .notAFile, folder + "/pipe.csv"),
      // A folder that is not writable.
      ("/proc/a.csv", .other("No such file or directory"), "/proc/a.csv"),
      ("/dev/null", .notAFile, "/dev/null"),
      (folder + "/" + name, .nameTooLong, folder + "/" + name),
    ]
    let before = names
    for (path, kind, about) in table {
      for replacing in [false, true] {
        #expect(failure(path, replacing: replacing) == SaveFailure(kind, about))
      }
    }
    #expect(names == before)
  }

  @Test func aTildeStandsForTheHome() throws {
    let file = try files.create("~/a.csv", replacing: false)
    try file.finish()
    #expect(file.path == folder + "/a.csv")
    #expect(names == ["a.csv"])
  }

  @Test func aPathFromTheWorkingFolderIsMadeWhole() throws {
    let name = "lazybatch-\(UUID()).csv"
    let file = try files.create(name, replacing: false)
    file.remove()
    #expect(file.path == FileManager.default.currentDirectoryPath + "/" + name)
  }

  @Test(arguments: [
    (EACCES, SaveFailure.Kind.noPermission), (EPERM, .noPermission), (EROFS, .readOnlyFileSystem),
    (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EISDIR, .isFolder), (ENAMETOOLONG, .nameTooLong),
    (EIO, .other("Input/output error")), (EFBIG, .other("File too large")),
  ])
  func systemErrorsHaveAMeaning(number: Int32, kind: SaveFailure.Kind) {
    #expect(SaveFailure(errno: number, "/x/a.csv") == SaveFailure(kind, "/x/a.csv"))
  }

  @Test func aPathIsCompletedAsFarAsItIsCertain() {
    for name in ["batches-1.csv", "batches-2.csv", "批一.csv", "批二.csv", ".hidden"] { put("", name) }
    mkdir(folder + "/sub", 0o755)
    put("", "sub/only.json")
    let table: [(typed: String, path: String, names: [String])] = [
      ("~/b", "~/batches-", ["batches-1.csv", "batches-2.csv"]),
      ("~/batches-2", "~/batches-2.csv", []), ("~/s", "~/sub/", []),
      ("~/sub/", "~/sub/only.json", []), ("~/批", "~/批", ["批一.csv", "批二.csv"]),
      ("~/.h", "~/.hidden", []), ("~/x", "~/x", []), ("~/none/x", "~/none/x", []),
      ("\(folder)/sub/o", "\(folder)/sub/only.json", []),
    ]
    for (typed, path, names) in table {
      #expect(files.completions(of: typed) == PathCompletions(path: path, names: names))
    }
    #expect(!files.completions(of: "~/").names.contains(".hidden"))
  }
}
